import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { analyticOf, api, closeEditors, inFolder, open } from "../support/extension.ts";

describe("an author hands the result of a run on", () => {
  afterEach(closeEditors);

  it("copies the rows and saves a report", async () => {
    const { run } = await api();
    const { document: rule } = await open("run.spl");
    const analytic = await analyticOf(rule.uri);
    const rows = (await run(rule.uri, analytic, [inFolder("events.jsonl")]))?.rows ?? 0;
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
    const { run, resultsPage } = await api();
    const { document: rule } = await open("refused.rule.yml");
    const analytic = await analyticOf(rule.uri);
    await vscode.commands.executeCommand("rulehound.runOnSample", rule.uri.toString(), analytic);
    assert.match(resultsPage(), /<li class="warning">[^<]*outside\.log lies outside/);
    assert.match(resultsPage(), /<rect [^>]*height="48"/);
    for (let i = 0; i < 11; i++) await run(rule.uri, analytic, [inFolder("events.jsonl")]);
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
    assert.doesNotMatch(resultsPage(), /<script(?! nonce="[0-9a-f]{32}">)/);
  });
});
