import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type {
  CodeAction,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { TestClient } from "./client.ts";

describe("the language server over its protocol", () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({ checks: { preset: "essential" } });
  });
  afterAll(() => client.stop());

  const security = 'index=x source="XmlWinEventLog:Security" EventCode=4688';

  it("announces what it serves", () => {
    expect(client.initialized.capabilities).toMatchObject({
      hoverProvider: true,
      diagnosticProvider: {},
      inlayHintProvider: true,
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      signatureHelpProvider: {},
      semanticTokensProvider: { full: true },
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
    });
  });

  it("formats, folds, colours and selects", async () => {
    const uri = "file:///writing.spl";
    const at = await client.open(uri, "index=x   a=1|eval b=lower(‸a)\n    , c=2");
    const send = <T>(method: string, over: object = {}): Promise<T> =>
      client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, ...over });
    const edits = await send<TextEdit[]>("formatting", { options: { tabSize: 4, insertSpaces: true } });
    expect(edits.map(({ newText }) => newText)).toContain("\n");
    expect(await send("foldingRange")).toMatchObject([{ startLine: 0, endLine: 1 }]);
    const tokens = await send<SemanticTokens>("semanticTokens/full");
    expect(tokens.data.slice(0, 10)).toEqual([0, 0, 5, 2, 0, 0, 5, 1, 6, 0]);
    const [selection] = await send<SelectionRange[]>("selectionRange", { positions: [at] });
    expect(selection).toMatchObject({ range: { start: { character: 27 }, end: { character: 28 } }, parent: {} });
    const help = await send<SignatureHelp>("signatureHelp", { position: at });
    expect(help.signatures[0]?.label).toMatch(/^lower\(/);
  });

  it("shows the parentheses that Splunk means, unless the setting is off", async () => {
    const uri = "file:///precedence.spl";
    const ask = async (asked: TestClient) => {
      await asked.open(uri, "index=x a=1 OR b=2");
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 18 } };
      return asked.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });
    };
    expect((await ask(client)).map(({ position, label }) => `${position.character} ${String(label)}`)).toEqual([
      "8 (",
      "18 )",
    ]);
    const other = await TestClient.start({ inlayHints: { precedence: false } });
    await vi.waitFor(async () => expect(await ask(other)).toEqual([]));
    await other.stop();
  });

  it("leads from a field to what made it, renames it, and says why another cannot be renamed", async () => {
    const uri = "file:///fields-of.spl";
    const position = await client.open(uri, "index=x | eval b=1 | where ‸b=1 AND EventCode=1");
    const send = <T>(method: string, over: object = {}): Promise<T> =>
      client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, position, ...over });
    expect(await send("definition")).toMatchObject([{ uri, range: { start: { character: 15 } } }]);
    expect(await send("references", { context: { includeDeclaration: false } })).toHaveLength(1);
    expect(await send("documentHighlight")).toMatchObject([{ kind: 3 }, { kind: 2 }]);
    expect(await send("prepareRename")).toMatchObject({ placeholder: "b" });
    const edit = await send<WorkspaceEdit>("rename", { newName: "flag" });
    expect(edit.changes?.[uri]?.map(({ newText }) => newText)).toEqual(["flag", "flag"]);
    const other = { line: 0, character: 38 };
    await expect(send("prepareRename", { position: other })).rejects.toThrow("“EventCode” comes from the event");
  });

  it("reports a pattern that is read literally, with a fix that mends it", async () => {
    const uri = "file:///like.spl";
    await client.open(uri, `${security}\n| where CommandLine LIKE "*gwmi*"`);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "spl/like-with-star");
    expect(found).toMatchObject({ severity: 1, source: "rulehound", range: { start: { line: 1 } } });
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: found?.range,
      context: { diagnostics: found === undefined ? [] : [found] },
    });
    const edits = actions.flatMap(({ edit }) => edit?.changes?.[uri] ?? []).map(({ newText }) => newText);
    expect(edits.join(" ")).toContain("%gwmi%");
  });

  it("explains an event id by the channel that the search admits", async () => {
    const uri = "file:///hover.spl";
    const at = await client.open(
      uri,
      'index=x source="XmlWinEventLog:Security" EventCode=46‸88 | table NewProcessName',
    );
    expect(await client.hover(uri, at)).toMatch(/4688[\s\S]*Security[\s\S]*NewProcessName/);
  });

  it("offers only fields that the admitted events have", async () => {
    const uri = "file:///fields.spl";
    const at = await client.open(uri, `${security} | table New‸`);
    const labels = (await client.complete(uri, at)).map(({ label }) => label);
    expect(labels).toContain("NewProcessName");
    expect(labels).not.toContain("ParentCommandLine");
  });

  it("offers event ids by number and by words, commands behind a pipe, macros behind a backtick", async () => {
    const ids = "file:///ids.spl";
    const atId = await client.open(ids, 'index=x source="XmlWinEventLog:Security" EventCode=‸');
    const offered = await client.complete(ids, atId);
    expect(offered.find(({ label }) => label === "4688")?.filterText).toMatch(/process/i);
    const pipe = "file:///pipe.spl";
    const atPipe = await client.open(pipe, `${security} | ‸`);
    expect((await client.complete(pipe, atPipe)).map(({ label }) => label)).toContain("stats");
    const macro = "file:///macro.spl";
    const atMacro = await client.open(macro, `${security} | \`drop‸`);
    expect((await client.complete(macro, atMacro)).map(({ label }) => label)).toContain("drop_dm_object_name");
  });

  it("finds rules of open documents by name and technique", async () => {
    const uri = "file:///found.yml";
    await client.open(
      uri,
      "name: Found by name\nattack: { techniques: [T1047] }\nanalytics:\n  - name: x\n    query: index=a b=c\n",
      "yaml",
    );
    const symbols = await client.connection.sendRequest<{ name: string }[]>("workspace/symbol", {
      query: "t1047 found",
    });
    expect(symbols.map(({ name }) => name)).toContain("Found by name");
  });

  it("answers for half-typed, empty and huge documents", async () => {
    for (const [name, text] of [
      ["empty.spl", ""],
      ["half.spl", 'index=x | eval a=lower(b | where (c="d'],
      ["half.yml", "name: x\nanalytics:\n  - name: y\n    query: |\n      index=x | sta"],
      ["broken.yml", "name: [\n\tanalytics"],
    ] as const) {
      const uri = `file:///${name}`;
      await client.open(uri, text, name.endsWith(".yml") ? "yaml" : "spl");
      expect(await client.diagnostics(uri)).toBeInstanceOf(Array);
    }
    const big = "file:///big.md";
    await client.open(big, `# Big\n\n${"lorem ipsum dolor sit amet\n".repeat(400_000)}`, "markdown");
    expect(await client.diagnostics(big)).toEqual([]);
  });
});
