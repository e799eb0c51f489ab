import assert from "node:assert/strict";
import * as vscode from "vscode";
import { analyticOf, api, closeEditors, eventually, inFolder, open } from "../support/extension.ts";

describe("an author edits a rule that has run", () => {
  afterEach(closeEditors);

  it("runs it again by itself and says what is gained and lost", async () => {
    const { run, result, highlights } = await api();
    const { document: rule } = await open("run.spl");
    const log = inFolder("events.jsonl");
    const analytic = await analyticOf(rule.uri);
    assert.equal((await run(rule.uri, analytic, [log]))?.rows, 2);

    const edit = new vscode.WorkspaceEdit();
    const at = rule.getText().indexOf("process call create");
    edit.replace(
      rule.uri,
      new vscode.Range(rule.positionAt(at), rule.positionAt(at + "process call create".length)),
      "notepad",
    );
    await vscode.workspace.applyEdit(edit);
    await eventually("one row", () => result()?.rows === 1);
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
    const { run, result, resultsPage, highlights } = await api();
    const plain = await vscode.workspace.fs.readFile(inFolder("events.jsonl"));
    const log = inFolder("growing.jsonl");
    await vscode.workspace.fs.writeFile(log, plain);
    const { document: rule } = await open("run.spl");
    const settings = vscode.workspace.getConfiguration("rulehound");
    try {
      const analytic = await analyticOf(rule.uri);
      assert.equal((await run(rule.uri, analytic, [log]))?.rows, 2);

      const lines = new TextDecoder().decode(plain).trimEnd().split("\n");
      const write = (list: readonly string[]): Thenable<void> =>
        vscode.workspace.fs.writeFile(log, new TextEncoder().encode(`${list.join("\n")}\n`));
      await write([...lines, lines[1] ?? ""]);
      const events = (): readonly number[] =>
        highlights(log)
          .filter(({ kind }) => kind === "event")
          .map(({ range }) => range.start.line);
      await eventually("the next run", () => result()?.rows === 3 && events().length === 3);
      assert.equal(result()?.rows, 3);
      assert.deepEqual(events(), [1, 3, 4]);

      await settings.update("run.live", false, vscode.ConfigurationTarget.Global);
      await write(lines);
      await eventually("the note of the change", () => /has changed since this run/.test(resultsPage()));
      assert.deepEqual(events(), []);
      assert.equal(result()?.rows, 3, "nothing ran");
    } finally {
      await settings.update("run.live", undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace.fs.delete(log);
    }
  });
});
