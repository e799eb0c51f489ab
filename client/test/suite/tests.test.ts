import assert from "node:assert/strict";
import * as vscode from "vscode";

interface Result {
  readonly status: string;
  readonly failures: readonly { readonly message: string }[];
}

interface Api {
  run(rule: vscode.Uri, analytic: string, samples: readonly vscode.Uri[]): Promise<unknown>;
  runTests(rule: vscode.Uri): Promise<readonly Result[]>;
}

describe("an author tests a rule", () => {
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("runs the tests of a rule file, and adds an event of the log to them", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const extension = vscode.extensions.getExtension<Api>("rulehound.rulehound");
    assert.ok(extension);
    const { run, runTests } = await extension.activate();
    const rule = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "tested.rule.yml"));
    await vscode.window.showTextDocument(rule);
    const results = await runTests(rule.uri);
    assert.deepEqual(
      results.map(({ status, failures }) => [status, failures.map(({ message }) => message)]),
      [
        ["passed", []],
        ["failed", ["Matching events: expected 3, got 2."]],
      ],
    );

    const log = vscode.Uri.joinPath(folder, "events.jsonl");
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
