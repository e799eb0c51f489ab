import assert from "node:assert/strict";
import * as vscode from "vscode";

interface Result {
  readonly rows: number;
  readonly change?: {
    readonly gained: readonly { readonly line: number }[];
    readonly lost: readonly { readonly line: number }[];
  };
}

interface Api {
  run(rule: vscode.Uri, analytic: string, samples: readonly vscode.Uri[]): Promise<Result | undefined>;
  result(): Result | undefined;
  resultsPage(): string;
  highlights(document: vscode.Uri): readonly { readonly kind: string; readonly range: vscode.Range }[];
}

describe("an author edits a rule that has run", () => {
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("runs it again by itself and says what is gained and lost", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const extension = vscode.extensions.getExtension<Api>("rulehound.rulehound");
    assert.ok(extension);
    const { run, result, highlights } = await extension.activate();
    const rule = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "run.spl"));
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
    assert.equal((await run(rule.uri, analytic, [log]))?.rows, 2);

    const edit = new vscode.WorkspaceEdit();
    const at = rule.getText().indexOf("process call create");
    edit.replace(
      rule.uri,
      new vscode.Range(rule.positionAt(at), rule.positionAt(at + "process call create".length)),
      "notepad",
    );
    await vscode.workspace.applyEdit(edit);
    const end = Date.now() + 10_000;
    while (result()?.rows !== 1 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(result()?.rows, 1);
    assert.deepEqual(
      result()?.change?.gained.map(({ line }) => line),
      [0],
    );
    assert.deepEqual(
      result()?.change?.lost.map(({ line }) => line),
      [1, 3],
    );
    assert.deepEqual(
      highlights(log)
        .filter(({ kind }) => kind === "event")
        .map(({ range }) => range.start.line),
      [0],
    );
    await vscode.commands.executeCommand("rulehound.showChange");
    const diff = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === "rulehound-matches");
    assert.equal(diff.length, 2);
    assert.match(diff.find(({ uri }) => uri.path === "/after")?.getText() ?? "", /events\.jsonl:1 .*notepad/);
  });

  it("runs again when its log changes on disk, and says that a result is old where it must not", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const extension = vscode.extensions.getExtension<Api>("rulehound.rulehound");
    assert.ok(extension);
    const { run, result, resultsPage, highlights } = await extension.activate();
    const plain = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "events.jsonl"));
    const log = vscode.Uri.joinPath(folder, "growing.jsonl");
    await vscode.workspace.fs.writeFile(log, plain);
    const rule = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "run.spl"));
    await vscode.window.showTextDocument(rule);
    const settings = vscode.workspace.getConfiguration("rulehound");
    try {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        rule.uri,
        5,
      );
      const analytic = String(
        lenses.find(({ command }) => command?.command === "rulehound.runOnSample")?.command?.arguments?.[1],
      );
      assert.equal((await run(rule.uri, analytic, [log]))?.rows, 2);

      const lines = new TextDecoder().decode(plain).trimEnd().split("\n");
      const write = (list: readonly string[]): Thenable<void> =>
        vscode.workspace.fs.writeFile(log, new TextEncoder().encode(`${list.join("\n")}\n`));
      await write([...lines, lines[1] ?? ""]);
      const events = (): readonly number[] =>
        highlights(log)
          .filter(({ kind }) => kind === "event")
          .map(({ range }) => range.start.line);
      const until = async (done: () => boolean): Promise<void> => {
        const end = Date.now() + 20_000;
        while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
      };
      await until(() => result()?.rows === 3 && events().length === 3);
      assert.equal(result()?.rows, 3);
      assert.deepEqual(events(), [1, 3, 4]);

      await settings.update("run.live", false, vscode.ConfigurationTarget.Global);
      await write(lines);
      await until(() => /has changed since this run/.test(resultsPage()));
      assert.match(resultsPage(), /has changed since this run/);
      assert.deepEqual(events(), []);
      assert.equal(result()?.rows, 3, "nothing ran");
    } finally {
      await settings.update("run.live", undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace.fs.delete(log);
    }
  });
});
