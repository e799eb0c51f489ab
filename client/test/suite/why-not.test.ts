import assert from "node:assert/strict";
import * as vscode from "vscode";

interface Item {
  readonly label: string;
  readonly description: string;
  readonly children: readonly Item[];
  readonly repair: unknown;
}

interface Api {
  run(
    rule: vscode.Uri,
    analytic: string,
    samples: readonly vscode.Uri[],
  ): Promise<{ readonly rows: number } | undefined>;
  whyNot(): readonly Item[];
}

const flat = (items: readonly Item[]): readonly Item[] => items.flatMap((item) => [item, ...flat(item.children)]);

describe("an author asks why an event is no match", () => {
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("names the clause, offers the repair, and the repaired rule matches", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const extension = vscode.extensions.getExtension<Api>("rulehound.rulehound");
    assert.ok(extension);
    const { run, whyNot } = await extension.activate();
    const rule = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "why-not.spl"));
    await vscode.window.showTextDocument(rule);
    const log = vscode.Uri.joinPath(folder, "events.jsonl");
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      rule.uri,
      5,
    );
    const analytic = String(
      lenses.find(({ command }) => command?.command === "rulehound.runOnSample")?.command?.arguments?.[1],
    );
    assert.equal((await run(rule.uri, analytic, [log]))?.rows, 0);

    await vscode.commands.executeCommand("rulehound.nearMisses");
    const misses = whyNot().map(({ label, description }) => `${label}: ${description}`);
    assert.deepEqual(misses[0], '3 events miss by 1 clause: Image LIKE "*WMIC.exe"');

    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(log));
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand("rulehound.whyNot");
    const blamed = flat(whyNot()).filter(({ repair }) => repair !== undefined);
    assert.equal(blamed.length, 1, JSON.stringify(whyNot()));
    assert.match(blamed[0]?.description ?? "", /ordinary character/);
    await vscode.commands.executeCommand("rulehound.applyRepair", blamed[0]);
    assert.match(rule.getText(), /like\(Image, "%WMIC\.exe"\)/);
    assert.equal((await run(rule.uri, analytic, [log]))?.rows, 2);
  });
});
