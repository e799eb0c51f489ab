import assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, closeEditors, inFolder, open } from "../support/extension.ts";

describe("an author tests a rule", () => {
  afterEach(closeEditors);

  it("runs the tests of a rule file, and adds an event of the log to them", async () => {
    const { run, runTests } = await api();
    const { document: rule } = await open("tested.rule.yml");
    const results = await runTests(rule.uri);
    assert.deepEqual(
      results.map(({ status, failures }) => [status, failures.map(({ message }) => message)]),
      [
        ["passed", []],
        ["failed", ["Matching events: expected 3, got 2."]],
      ],
    );

    const log = inFolder("events.jsonl");
    await run(rule.uri, "create", [log]);
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(log));
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand("rulehound.addMustNotMatch");
    assert.match(rule.getText(), /- name: leaves alone event 3\n\s+analytic: "create"/);
    assert.deepEqual(
      (await runTests(rule.uri)).map(({ status }) => status),
      ["passed", "failed", "passed"],
    );
  });
});
