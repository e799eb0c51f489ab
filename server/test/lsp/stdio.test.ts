import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type {
  CompletionList,
  DocumentDiagnosticReport,
  Hover,
  InlayHint,
  Location,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  ANALYTICS_REQUEST,
  type AnalyticsResult,
  FIND_SEQUENCES_REQUEST,
  type FindSequencesResult,
  RUN_REQUEST,
  type RunResult,
} from "#protocol/requests.ts";
import { Editor, LIKE, PackagedServer, root } from "./stdio-editor.ts";

describe("the language server over standard input and output, for any editor", () => {
  let server: PackagedServer;
  beforeAll(() => {
    server = new PackagedServer();
  });
  afterAll(() => server.remove());

  it("serves a client that says nothing of itself: sends diagnostics, asks nothing, ends with 0", async () => {
    const editor = new Editor(server.program);
    const { capabilities } = await editor.start(server.rules);
    expect(capabilities).toMatchObject({ hoverProvider: true, renameProvider: { prepareProvider: true } });
    const uri = server.uriOf("a.spl");
    await editor.open(uri, LIKE);
    const [wrong] = await editor.told(uri, (all) => all.length > 0);
    expect(wrong).toMatchObject({ code: "spl/like-with-star", range: { start: { line: 0 } } });
    await editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: LIKE.replaceAll("*", "%") }],
    });
    expect(await editor.told(uri, (all) => all.length === 0)).toEqual([]);
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    expect(await editor.stop()).toBe(0);
    expect({ asked: editor.asked, errors: editor.errors }).toEqual({ asked: [], errors: "" });
  });

  it("answers completion without places to fill in, hover, definition, formatting and rename", async () => {
    const editor = new Editor(server.program);
    await editor.start(server.rules);
    const uri = server.uriOf("b.spl");
    await editor.open(uri, LIKE);
    await editor.open(server.uriOf("c.spl"), "`ours` | eval a=lo");
    await editor.told(uri, (all) => all.length > 0);
    const at = (line: number, character: number): object => ({ position: { line, character } });

    const list = await editor.request<CompletionList>("textDocument/completion", server.uriOf("c.spl"), at(0, 18));
    expect(list.items.find(({ label }) => label === "lower")).toMatchObject({
      insertTextFormat: 1,
      textEdit: { newText: expect.not.stringContaining("$") },
    });
    const hover = await editor.request<Hover>("textDocument/hover", uri, at(0, 18));
    expect(JSON.stringify(hover.contents)).toContain("like");
    const macro = await editor.request<readonly Location[]>("textDocument/definition", server.uriOf("c.spl"), at(0, 3));
    expect(JSON.stringify(macro)).toContain("macros.conf");
    const edits = await editor.request<readonly TextEdit[]>("textDocument/formatting", uri, {
      options: { tabSize: 2, insertSpaces: true },
    });
    const formatted = TextDocument.applyEdits(TextDocument.create(uri, "spl", 1, LIKE), [...edits]);
    expect(formatted).toContain("\n| table name");
    const renamed = await editor.request<WorkspaceEdit>("textDocument/rename", uri, {
      ...at(1, 8),
      newName: "host_name",
    });
    expect(renamed.changes?.[uri]).toHaveLength(2);
    expect(await editor.stop()).toBe(0);
    expect({ asked: editor.asked, errors: editor.errors }).toEqual({ asked: [], errors: "" });
  });

  it("pairs the calls of a capture with the processes of a log", async () => {
    const editor = new Editor(server.program);
    await editor.start(server.rules);
    const sample = (name: string): string => pathToFileURL(path.join(root, "samples/wmi-network", name)).href;
    const find = (more: object): Promise<FindSequencesResult> =>
      editor.connection.sendRequest(FIND_SEQUENCES_REQUEST, {
        samples: [sample("hosts.xml"), sample("race.pcap")],
        ...more,
      });
    const found = await find({});
    expect(found).toMatchObject({ status: "done", within: 5, skew: 0, total: { pairs: 4, unpaired: 3, silent: 2 } });
    expect(found.problems).toEqual([]);
    const [pair] = found.pairs;
    expect(pair).toMatchObject({
      confidence: "bracketed",
      call: { client: "10.20.3.13:56130", server: "10.20.1.22:49672", at: { capture: true, rendered: true } },
      process: {
        pid: 6188,
        host: "srv02.corp.example",
        at: { uri: sample("hosts.xml"), capture: false, rendered: false },
      },
    });
    expect(pair?.call.at.uri).toBe(sample("race.pcap"));
    expect((await find({ within: 0.1 })).total.pairs).toBe(1);
    expect((await find({ within: -1, skew: Number.NaN })).total.pairs).toBe(4);
    const missing = await find({ samples: [sample("no.pcap")] });
    expect(missing).toMatchObject({ status: "refused", pairs: [] });
    expect(missing.problems[0]).toContain("no.pcap");
    expect(await editor.stop()).toBe(0);
  });

  it("lets a client pull diagnostics and give settings as options and as notifications", async () => {
    const editor = new Editor(server.program);
    await editor.start(server.rules, {
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { rulehound: { checks: { severity: { "spl/like-with-star": "hint" } } } },
    });
    const uri = server.uriOf("d.spl");
    await editor.open(uri, LIKE);
    const pulled = () => editor.request<DocumentDiagnosticReport>("textDocument/diagnostic", uri);
    expect(await pulled()).toMatchObject({ items: [{ code: "spl/like-with-star", severity: 4 }] });
    await editor.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { rulehound: { checks: { severity: { "spl/like-with-star": "off" } } } },
    });
    expect(await pulled()).toMatchObject({ items: [] });
    expect(await editor.stop()).toBe(0);
    expect(editor.asked).toEqual([]);
  });

  it("runs an analytic by its own request", async () => {
    const editor = new Editor(server.program);
    await editor.start(server.rules);
    const uri = server.uriOf("e.spl");
    await editor.open(uri, "CommandLine=gwmi | table host");
    const { analytics } = await editor.connection.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri });
    const result = await editor.connection.sendRequest<RunResult>(RUN_REQUEST, {
      uri,
      analytic: analytics[0]?.id,
      samples: [path.join(server.rules, "log.jsonl")],
      run: "1",
    });
    expect(result).toMatchObject({ status: "done", rows: 1 });
    const hover = { textDocument: { uri }, position: { line: 0, character: 3 } };
    expect(await editor.connection.sendRequest("textDocument/hover", hover)).toMatchObject({
      contents: { value: expect.stringContaining("In the sample: `gwmi`") },
    });
    const ask = { textDocument: { uri }, position: { line: 0, character: 12 } };
    await vi.waitFor(async () => {
      const { items } = await editor.connection.sendRequest<CompletionList>("textDocument/completion", ask);
      expect(items[0]).toMatchObject({ label: "gwmi", labelDetails: { description: "1× in the sample" } });
    });
    expect(await editor.stop()).toBe(0);
    expect(editor.asked).toEqual([]);
  });

  it("has the rows of the last run again when a closed rule is opened as it was, and not when it is another text", async () => {
    const editor = new Editor(server.program);
    await editor.start(server.rules);
    const uri = server.uriOf("closed.spl");
    const text = "CommandLine=gwmi | table host";
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const hints = async () => {
      const found = await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", {
        textDocument: { uri },
        range,
      });
      return found.map(({ label }) => label);
    };
    const close = () => editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    await editor.open(uri, text);
    const { analytics } = await editor.connection.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri });
    const samples = [path.join(server.rules, "log.jsonl")];
    await editor.connection.sendRequest(RUN_REQUEST, { uri, analytic: analytics[0]?.id, samples, run: "1" });
    const shown = await hints();
    expect(shown).toHaveLength(2);
    await close();
    await editor.open(uri, text);
    expect(await hints()).toEqual(shown);
    await close();
    await editor.open(uri, `${text}, user`);
    expect(await hints()).toEqual([]);
    await close();
    await editor.open(uri, text);
    expect(await hints()).toEqual([]);
    expect(await editor.stop()).toBe(0);
  });
});
