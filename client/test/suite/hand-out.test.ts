import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";

interface Api {
  run(
    rule: vscode.Uri,
    analytic: string,
    samples: readonly vscode.Uri[],
  ): Promise<{ readonly rows: number } | undefined>;
  resultsPage(): string;
}

describe("an author hands the result of a run on", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("copies the rows and saves a report", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const extension = vscode.extensions.getExtension<Api>("rulehound.rulehound");
    assert.ok(extension);
    const { run } = await extension.activate();
    const rule = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "run.spl"));
    await vscode.window.showTextDocument(rule);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      rule.uri,
      5,
    );
    const analytic = String(
      lenses.find(({ command }) => command?.command === "rulehound.runOnSample")?.command?.arguments?.[1],
    );
    const rows = (await run(rule.uri, analytic, [vscode.Uri.joinPath(folder, "events.jsonl")]))?.rows ?? 0;
    assert.ok(rows > 0);

    await vscode.commands.executeCommand("rulehound.copyResults", "jsonl");
    const lines = (await vscode.env.clipboard.readText()).trim().split("\n");
    assert.equal(lines.length, rows);
    for (const line of lines) assert.equal(typeof JSON.parse(line), "object");
    await vscode.commands.executeCommand("rulehound.copyResults", "markdown");
    const markdown = (await vscode.env.clipboard.readText()).trim().split("\n");
    assert.equal(markdown.length, rows + 2);

    const file = vscode.Uri.file(path.join(tmpdir(), `rulehound-report-${process.pid}.html`));
    await vscode.commands.executeCommand("rulehound.saveReport", file);
    const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    await vscode.workspace.fs.delete(file);
    assert.match(page, /^<!DOCTYPE html>/);
    assert.match(page, /<mark class="clause c\d"/);
    assert.match(page, /<sub>\d/);
    assert.doesNotMatch(page, /<script/);
  });

  it("sees the last runs, the one that is shown marked, and what of the samples was refused", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const { run, resultsPage } = await (
      vscode.extensions.getExtension<Api>("rulehound.rulehound") ?? assert.fail()
    ).activate();
    const rule = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "refused.rule.yml"));
    await vscode.window.showTextDocument(rule);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      rule.uri,
      5,
    );
    const lens = lenses.find(({ command }) => command?.command === "rulehound.runOnSample")?.command;
    await vscode.commands.executeCommand("rulehound.runOnSample", ...(lens?.arguments ?? []));
    assert.match(resultsPage(), /<li class="warning">[^<]*outside\.log lies outside/);
    assert.match(resultsPage(), /<rect [^>]*height="48"/);
    for (let i = 0; i < 11; i++) {
      await run(rule.uri, String(lens?.arguments?.[1]), [vscode.Uri.joinPath(folder, "events.jsonl")]);
    }
    const numbers = [...resultsPage().matchAll(/command:rulehound\.showRun\?%5B(\d+)%5D/g)].map(([, number]) =>
      Number(number),
    );
    assert.equal(numbers.length, 10);
    assert.match(
      resultsPage(),
      /Last runs<\/h2><table aria-label="Last runs"><tr>(<th scope="col">[^<]*<\/th>)+<\/tr><tr class="shown"/,
    );
    await vscode.commands.executeCommand("rulehound.showRun", numbers.at(-1));
    assert.match(resultsPage(), /An earlier run/);
    assert.match(resultsPage(), /<tr class="shown"(?!.*<tr)/s);
    assert.doesNotMatch(resultsPage(), /<script/);
  });
});
