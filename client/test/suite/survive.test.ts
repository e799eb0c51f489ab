import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";

interface Result {
  readonly uri: string;
  readonly rows: number;
  readonly problems: readonly unknown[];
}

interface Api {
  run(rule: vscode.Uri, analytic: string, samples: readonly vscode.Uri[]): Promise<Result | undefined>;
  result(): Result | undefined;
  resultsPage(): string;
  highlights(document: vscode.Uri): readonly { readonly kind: string; readonly text: string }[];
  whyNot(): readonly { readonly label: string }[];
}

const RULE = 'CommandLine="*process call create*"\n| table CommandLine\n';

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await holds()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(await holds());
}

describe("the last run", () => {
  let folder: vscode.Uri;
  let api: Api;
  let rule: vscode.Uri;
  let log: vscode.Uri;

  const hints = async (uri: vscode.Uri): Promise<number> =>
    (
      await vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        uri,
        new vscode.Range(0, 0, 9, 0),
      )
    ).filter(({ label }) => String(label).includes("→")).length;
  const runLens = async (uri: vscode.Uri): Promise<string> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 9);
    return String(lenses.find(({ command }) => command?.command === "rulehound.runOnSample")?.command?.arguments?.[1]);
  };
  const runIt = async (): Promise<void> => {
    await vscode.window.showTextDocument(rule);
    assert.equal((await api.run(rule, await runLens(rule), [log]))?.rows, 3);
    await until(async () => (await hints(rule)) === 2);
  };
  const clausesIn = (uri: vscode.Uri): readonly string[] =>
    api
      .highlights(uri)
      .filter(({ kind }) => kind.startsWith("clause-"))
      .map(({ text }) => text);

  beforeEach(async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    const extension = vscode.extensions.getExtension<Api>("rulehound.rulehound");
    assert.ok(workspace && extension);
    api = await extension.activate();
    folder = vscode.Uri.joinPath(workspace, "survive");
    rule = vscode.Uri.joinPath(folder, "rule.spl");
    log = vscode.Uri.joinPath(folder, "log.jsonl");
    await vscode.workspace.fs.writeFile(rule, new TextEncoder().encode(RULE));
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(workspace, "events.jsonl"), log, { overwrite: true });
    await runIt();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it("is shown again, rows and clauses, in a rule that is closed and opened again", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.window.showTextDocument(rule);
    await until(async () => (await hints(rule)) === 2);
    assert.deepEqual(clausesIn(rule), ['CommandLine="*process call create*"']);
  });

  it("is dropped where the unsaved edits that it was about are thrown away at closing", async () => {
    await vscode.workspace.getConfiguration("rulehound").update("run.live", false, vscode.ConfigurationTarget.Global);
    try {
      const editor = await vscode.window.showTextDocument(rule);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "```a comment before it``` "));
      await api.run(rule, await runLens(rule), [log]);
      assert.deepEqual(clausesIn(rule), ['CommandLine="*process call create*"']);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await vscode.window.showTextDocument(rule);
      await until(() => api.resultsPage().includes("has changed since this run"));
      assert.deepEqual(clausesIn(rule), []);
    } finally {
      await vscode.workspace
        .getConfiguration("rulehound")
        .update("run.live", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("answers questions when its rule is closed", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("rulehound.nearMisses");
    await vscode.commands.executeCommand("rulehound.copyResults", "csv");
    assert.match(await vscode.env.clipboard.readText(), /process call create/);
  });

  it("follows its rule and its log to new names", async () => {
    const [newRule, newLog] = [vscode.Uri.joinPath(folder, "new.spl"), vscode.Uri.joinPath(folder, "new.jsonl")];
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(rule, newRule);
    edit.renameFile(log, newLog);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(() => api.result()?.uri === newRule.toString() && api.result()?.rows === 3);
    await until(() => clausesIn(newRule).length === 1);
    assert.ok(api.highlights(newLog).length > 0);
  });

  it("does not say of a macro that it never held when one of its alternatives did", async () => {
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, "macros.conf"),
      new TextEncoder().encode('[either]\ndefinition = (CommandLine="*process call create*" OR CommandLine=nothing)\n'),
    );
    const named = vscode.Uri.joinPath(folder, "macro.spl");
    await vscode.workspace.fs.writeFile(named, new TextEncoder().encode("`either` | table CommandLine\n"));
    await vscode.window.showTextDocument(named);
    await until(async () => (await api.run(named, await runLens(named), [log]))?.rows === 3);
    assert.deepEqual(
      api
        .highlights(named)
        .filter(({ kind }) => kind.startsWith("clause-"))
        .map(({ kind, text }) => `${kind} ${text}`),
      ["clause-held `either`"],
    );
  });

  it("goes on when its analytic gets another name", async () => {
    const named = vscode.Uri.joinPath(folder, "named.yml");
    const text = `name: One\nid: 1\ntype: TTP\nsearch: 'CommandLine="*process call create*" | table CommandLine'\n`;
    await vscode.workspace.fs.writeFile(named, new TextEncoder().encode(text));
    const editor = await vscode.window.showTextDocument(named);
    assert.equal((await api.run(named, await runLens(named), [log]))?.rows, 3);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 6, 0, 9), "Another name"));
    await until(() => (api.result() as { name?: string } | undefined)?.name === "Another name");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("is one of a document that is not saved yet, and follows its edits", async () => {
    const draft = await vscode.workspace.openTextDocument({ language: "spl", content: RULE });
    const editor = await vscode.window.showTextDocument(draft);
    assert.equal((await api.run(draft.uri, await runLens(draft.uri), [log]))?.rows, 3);
    assert.equal(clausesIn(draft.uri).length, 1);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 37), "CommandLine=nothing"));
    await until(() => api.result()?.rows === 0);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("comes back when the server has crashed", async () => {
    const servers = (): readonly string[] =>
      execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
        .split("\n")
        .filter((line) => line.includes("server.cjs") && Number(line.trim().split(/\s+/)[1]) === process.pid);
    const [server] = process.platform === "win32" ? [] : servers();
    if (server === undefined) return; // No process list here, or the server is no child of this host.
    process.kill(Number(server.trim().split(/\s+/)[0]), "SIGKILL");
    await until(() => servers().length > 0 && servers()[0] !== server);
    await until(async () => (await hints(rule)) === 2);
    assert.deepEqual(clausesIn(rule), ['CommandLine="*process call create*"']);
  });

  it("comes back when the server is started again", async () => {
    await vscode.commands.executeCommand("rulehound.restartServer");
    await until(async () => (await hints(rule)) === 2);
    assert.deepEqual(clausesIn(rule), ['CommandLine="*process call create*"']);
  });
});
