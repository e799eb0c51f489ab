import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import * as vscode from "vscode";
import { analyticOf, api, closeEditors, inFolder, open } from "../support/extension.ts";

describe("a log that is no text", () => {
  let log: vscode.Uri | undefined;
  afterEach(async () => {
    await closeEditors();
    if (log !== undefined) await vscode.workspace.fs.delete(log);
  });

  it("opens one event a line, with its matches lit up", async () => {
    const { run, highlights } = await api();
    const plain = await vscode.workspace.fs.readFile(inFolder("events.jsonl"));
    log = inFolder("packed.jsonl.gz");
    await vscode.workspace.fs.writeFile(log, gzipSync(plain));
    const { document: rule } = await open("run.spl");
    const analytic = await analyticOf(rule.uri);
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
