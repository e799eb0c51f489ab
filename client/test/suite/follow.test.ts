import assert from "node:assert/strict";
import * as vscode from "vscode";
import { markHover } from "../../src/highlight/mark-text.ts";
import { analyticOf, api, closeEditors, inFolder, open } from "../support/extension.ts";

const CLAUSE = 'CommandLine="*process call create*"';
const MATCHES = ["PROCESS CALL CREATE", "process call create"];

describe("an author goes between a clause and what made it true", () => {
  afterEach(closeEditors);

  async function shownRun(): Promise<{ rule: vscode.TextDocument; log: vscode.TextDocument }> {
    const { run } = await api();
    const { document: rule } = await open("run.spl");
    const analytic = await analyticOf(rule.uri);
    const log = inFolder("events.jsonl");
    await run(rule.uri, analytic, [log]);
    return { rule, log: await vscode.workspace.openTextDocument(log) };
  }

  const at = (document: vscode.TextDocument, text: string, into = 1): vscode.Position =>
    document.positionAt(document.getText().indexOf(text) + into);

  async function follow(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.TextEditor> {
    const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
    const editor = await vscode.window.showTextDocument(document, column);
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand("rulehound.followMatch");
    assert.ok(vscode.window.activeTextEditor);
    return vscode.window.activeTextEditor;
  }

  it("by command: from the clause to each of its matches in turn, from a match to the clause", async () => {
    const { rule, log } = await shownRun();
    const reached: string[] = [];
    for (let time = 0; time < 3; time++) {
      const { document, selection } = await follow(rule, at(rule, CLAUSE));
      assert.equal(document, log);
      reached.push(document.getText(new vscode.Range(selection.active, selection.active.translate(0, 19))));
    }
    assert.deepEqual(reached, [...MATCHES, MATCHES[0]]);
    const back = await follow(log, at(log, MATCHES[1] ?? ""));
    assert.equal(back.document, rule);
    assert.deepEqual(back.selection.active, at(rule, CLAUSE, 0));
  });

  it("by Go to Definition in the log and Go to Implementations in the rule", async () => {
    const { rule, log } = await shownRun();
    const clauses = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      log.uri,
      at(log, MATCHES[0] ?? ""),
    );
    assert.deepEqual(
      clauses.map(({ uri, range }) => [uri.toString(), rule.getText(range)]),
      [[rule.uri.toString(), CLAUSE]],
    );
    const matches = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeImplementationProvider",
      rule.uri,
      at(rule, CLAUSE),
    );
    assert.deepEqual(
      matches.map(({ uri, range }) => [uri.toString(), log.getText(range)]),
      MATCHES.map((text) => [log.uri.toString(), text]),
    );
    const elsewhere = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      log.uri,
      at(log, "notepad.exe"),
    );
    assert.deepEqual(elsewhere, []);
  });

  it("by keys: the next and the previous match, from the end on to the start", async () => {
    const { log } = await shownRun();
    const editor = await vscode.window.showTextDocument(log);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const lines: number[] = [];
    for (const command of ["nextMatch", "nextMatch", "nextMatch", "previousMatch"]) {
      await vscode.commands.executeCommand(`rulehound.${command}`);
      lines.push(editor.selection.active.line);
    }
    assert.deepEqual(lines, [1, 3, 1, 3]);
  });
});

describe("the hover of a lit-up text", () => {
  it("names clause, field and text, and links to nothing but the clause", () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const clause = { range, text: CLAUSE, hits: 2, reached: 4 };
    const mark = { range, kind: "clause", role: "matched", clause: 0, field: "a[x](command:evil)" } as const;
    const hover = markHover(mark, clause, "```\n[y](command:evil)");
    assert.deepEqual(hover.isTrusted, { enabledCommands: ["rulehound.followMatch"] });
    assert.match(hover.value, /CommandLine="\*process call create\*"/);
    assert.match(hover.value, /\*\*a\\\[x\\\]\\\(command:evil\\\)\*\*/);
    assert.match(hover.value, /````+plaintext\n```\n\[y\]\(command:evil\)\n````/);
    assert.match(hover.value, /\[Go to the clause\]\(command:rulehound\.followMatch\)$/);
    assert.equal(
      markHover({ range, kind: "event", role: "matched", note: "[z](command:a)" }, undefined, "").isTrusted,
      undefined,
    );
  });
});
