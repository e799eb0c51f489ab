import assert from "node:assert/strict";
import * as vscode from "vscode";
import { analyticOf, api, closeEditors, inFolder, open, repairsIn } from "../support/extension.ts";

describe("an author asks why an event is no match", () => {
  afterEach(closeEditors);

  it("names the clause, offers the repair, and the repaired rule matches", async () => {
    const { run, whyNot } = await api();
    const { document: rule } = await open("why-not.spl");
    const log = inFolder("events.jsonl");
    const analytic = await analyticOf(rule.uri);
    assert.equal((await run(rule.uri, analytic, [log]))?.rows, 0);

    await vscode.commands.executeCommand("rulehound.nearMisses");
    const misses = whyNot().map(({ label, description }) => `${label}: ${description}`);
    assert.deepEqual(misses[0], '3 events miss by 1 clause: Image LIKE "*WMIC.exe"');

    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(log));
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand("rulehound.whyNot");
    const blamed = repairsIn(whyNot());
    assert.equal(blamed.length, 1, JSON.stringify(whyNot()));
    assert.match(blamed[0]?.description ?? "", /ordinary character/);
    await vscode.commands.executeCommand("rulehound.applyRepair", blamed[0]);
    assert.match(rule.getText(), /like\(Image, "%WMIC\.exe"\)/);
    assert.equal((await run(rule.uri, analytic, [log]))?.rows, 2);
  });
});
