import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import * as vscode from "vscode";

interface Api {
  run(
    rule: vscode.Uri,
    analytic: string,
    samples: readonly vscode.Uri[],
  ): Promise<{ readonly rows: number } | undefined>;
  highlights(document: vscode.Uri): readonly { readonly kind: string; readonly text: string }[];
}

describe("a log that is no text", () => {
  let log: vscode.Uri | undefined;
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    if (log !== undefined) await vscode.workspace.fs.delete(log);
  });

  it("opens one event a line, with its matches lit up", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const extension = vscode.extensions.getExtension<Api>("rulehound.rulehound");
    assert.ok(extension);
    const { run, highlights } = await extension.activate();
    const plain = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "events.jsonl"));
    log = vscode.Uri.joinPath(folder, "packed.jsonl.gz");
    await vscode.workspace.fs.writeFile(log, gzipSync(plain));
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
    assert.equal((await run(rule.uri, analytic, [log]))?.rows, 2);
    const shown = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === "rulehound-sample" && uri.path.endsWith("/packed.jsonl.gz"),
    );
    assert.ok(shown);
    assert.equal(shown.lineCount, 4);
    const texts = highlights(shown.uri)
      .filter(({ kind }) => kind === "clause")
      .map(({ text }) => text);
    assert.ok(
      texts.some((text) => /process call create/i.test(text)),
      texts.join(" | "),
    );
  });
});
