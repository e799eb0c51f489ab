import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { analyticOf, api, closeEditors, eventually, inFolder, open, runLenses } from "../support/extension.ts";

const own = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "rulehound");

const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === "object" ? code.value : code);

describe("an author's way through a rule", () => {
  afterEach(closeEditors);

  it("shows what can never match, and applies its fix through the editor", async () => {
    const { document } = await open("like.spl");
    const found = await eventually("the diagnostic", () =>
      own(document.uri).find((one) => codeOf(one) === "spl/like-with-star"),
    );
    assert.match(document.getText(found.range), /\*gwmi\*/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      found.range,
    );
    const fix = actions.find(({ title }) => title === "Replace * by %");
    assert.ok(fix?.edit, `no fix among ${actions.map(({ title }) => title).join(", ")}`);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /LIKE "%gwmi%"/);
    await eventually("the diagnostic to go", () =>
      own(document.uri).some((one) => codeOf(one) === "spl/like-with-star") ? undefined : true,
    );
  });

  it("completes fields of the admitted events", async () => {
    const { document } = await open("complete.spl");
    const at = document.positionAt(document.getText().indexOf("NewProc") + "NewProc".length);
    const list = await eventually("the completion list", async () => {
      const offered = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        at,
      );
      return offered.items.length > 0 ? offered : undefined;
    });
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(labels.includes("NewProcessName"), `NewProcessName is not among ${labels.slice(0, 20).join(", ")}`);
    assert.ok(!labels.includes("ParentCommandLine"), "Security 4688 has no ParentCommandLine");
  });

  it("explains an event id and a UUID", async () => {
    const { document } = await open("hover.md");
    const hoverAt = async (text: string): Promise<string> => {
      const at = document.positionAt(document.getText().indexOf(text) + 1);
      return eventually(`the hover on ${text}`, async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          "vscode.executeHoverProvider",
          document.uri,
          at,
        );
        const texts = hovers.flatMap(({ contents }) =>
          contents.map((one) => (typeof one === "string" ? one : one.value)),
        );
        return texts.length > 0 ? texts.join("\n") : undefined;
      });
    };
    assert.match(await hoverAt("4688"), /process/i);
    assert.match(await hoverAt("00000143-0000-0000-c000-000000000046"), /IRemUnknown2/);
    assert.match(await hoverAt("43 01 00 00"), /IRemUnknown2/);
  });

  it("runs an analytic on a sample, lights up what matched, and drops it at the next edit", async () => {
    const { run, highlights } = await api();
    const { document: rule } = await open("run.spl");
    const log = inFolder("events.jsonl");
    const result = await run(rule.uri, await analyticOf(rule.uri), [log]);
    assert.equal(result?.rows, 2);
    const marks = highlights(log);
    const events = marks.filter(({ kind }) => kind === "event").map(({ range }) => range.start.line);
    assert.deepEqual(events, [1, 3]);
    const texts = marks.filter(({ kind }) => kind === "clause").map(({ text }) => text);
    assert.ok(
      texts.some((text) => /process call create/i.test(text)),
      `the matched text is not among ${texts.join(" | ")}`,
    );
    assert.ok(texts.includes("1"), "the event id that matched is lit up");
    const clauses = highlights(rule.uri);
    assert.ok(
      clauses.some(({ kind, text }) => kind === "clause-held" && text.includes("EventCode=1")),
      JSON.stringify(clauses),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(rule.uri, new vscode.Position(0, 0), " ");
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(highlights(log), []);
    assert.deepEqual(highlights(rule.uri), []);
  });

  it("offers a lens above each analytic of the shipped page", async () => {
    const { document } = await open("samples", "wmi", "T1047.md");
    const runs = await runLenses(document.uri);
    assert.equal(runs.length, 4, path.basename(document.fileName));
  });
});
