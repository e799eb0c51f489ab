import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type CompletionList,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type InlayHint,
  type Location,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type SymbolInformation,
  type TextEdit,
  type WorkspaceEdit,
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

const root = fileURLToPath(new URL("../../..", import.meta.url));
const LIKE = 'index=x | where like(CommandLine, "*gwmi*")\n| eval name=lower(host)|table name\n';

/** The built server in a process of its own, and a client that answers no request of the server: none may come. */
class Editor {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly asked: string[] = [];
  readonly #told = new Map<string, PublishDiagnosticsParams>();
  #wake = (): void => undefined;
  errors = "";

  constructor(program: string) {
    this.process = spawn(process.execPath, [program, "lsp", "--stdio"], { stdio: "pipe" });
    const { stdin, stdout, stderr } = this.process;
    if (stdin === null || stdout === null || stderr === null) throw new Error("no pipes");
    stderr.on("data", (data: Buffer) => {
      this.errors += data.toString();
    });
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onRequest((method) => {
      this.asked.push(method);
      throw new Error(`${method} is not offered`);
    });
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.#told.set(params.uri, params);
      this.#wake();
    });
    this.connection.listen();
  }

  async start(folder: string, over: object = {}): Promise<InitializeResult> {
    const initialized = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
      ...over,
    });
    await this.connection.sendNotification("initialized", {});
    return initialized;
  }

  open(uri: string, text: string, languageId = "spl"): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  request<T>(method: string, uri: string, more: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri }, ...more });
  }

  /** Diagnostics as they are sent: the first for which `fits` holds. */
  async told(uri: string, fits: (all: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    for (;;) {
      const told = this.#told.get(uri);
      if (told !== undefined && fits(told.diagnostics)) return told.diagnostics;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async stop(): Promise<number> {
    const ended = once(this.process, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const [code] = (await ended) as [number];
    this.connection.dispose();
    return code;
  }
}

describe("the language server over standard input and output, for any editor", () => {
  let folder = "";
  let program = "";
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, "rules", name)).href;

  beforeAll(() => {
    folder = mkdtempSync(path.join(root, "node_modules", ".rulehound-stdio-"));
    program = path.join(folder, "cli.cjs");
    // As it is packaged: programs in parts, names shortened.
    const programs = ["--only", "cli", "--only", "worker"];
    execFileSync(process.execPath, ["scripts/build.mjs", "--production", "--out", folder, ...programs], { cwd: root });
    mkdirSync(path.join(folder, "rules"));
    writeFileSync(path.join(folder, "rules", "macros.conf"), "[ours]\ndefinition = index=x\n");
    writeFileSync(path.join(folder, "rules", "log.jsonl"), '{"host":"A","CommandLine":"gwmi"}\n{"host":"B"}\n');
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("serves a client that says nothing of itself: sends diagnostics, asks nothing, ends with 0", async () => {
    const editor = new Editor(program);
    const { capabilities } = await editor.start(path.join(folder, "rules"));
    expect(capabilities).toMatchObject({ hoverProvider: true, renameProvider: { prepareProvider: true } });
    const uri = uriOf("a.spl");
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
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"));
    const uri = uriOf("b.spl");
    await editor.open(uri, LIKE);
    await editor.open(uriOf("c.spl"), "`ours` | eval a=lo");
    await editor.told(uri, (all) => all.length > 0);
    const at = (line: number, character: number): object => ({ position: { line, character } });

    const list = await editor.request<CompletionList>("textDocument/completion", uriOf("c.spl"), at(0, 18));
    expect(list.items.find(({ label }) => label === "lower")).toMatchObject({
      insertTextFormat: 1,
      textEdit: { newText: expect.not.stringContaining("$") },
    });
    const hover = await editor.request<Hover>("textDocument/hover", uri, at(0, 18));
    expect(JSON.stringify(hover.contents)).toContain("like");
    const macro = await editor.request<readonly Location[]>("textDocument/definition", uriOf("c.spl"), at(0, 3));
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

  it("ends when its input ends, with 1 unless it was shut down, and says what is wrong with its input", async () => {
    const left = new Editor(program);
    await left.start(path.join(folder, "rules"));
    const ended = once(left.process, "exit");
    left.process.stdin?.end();
    expect(await ended).toEqual([1, null]);
    left.connection.dispose();
    expect(left.errors).toBe("");

    const odd = new Editor(program);
    const broken = once(odd.process, "exit");
    odd.process.stdin?.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(await broken).toEqual([1, null]);
    odd.connection.dispose();
    expect(odd.errors).toMatch(/^rulehound: standard input is not the language server protocol: /);
  });

  it("goes on after a body that is no JSON and a request too early, which both get an error", async () => {
    const editor = new Editor(program);
    const faults: unknown[] = [];
    editor.process.stdout?.on("data", (data: Buffer) => faults.push(...(data.toString().match(/-327\d\d/g) ?? [])));
    await expect(editor.request("textDocument/hover", uriOf("x.spl"), { position: {} })).rejects.toMatchObject({
      code: -32002,
    });
    await editor.start(path.join(folder, "rules"));
    editor.process.stdin?.write("Content-Length: 4\r\n\r\n{bad");
    await vi.waitFor(() => expect(faults).toEqual(["-32700"]));
    expect(await editor.stop()).toBe(0);
  });

  it("has URIs that are no paths here, without the diagnostics of others being lost", async () => {
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"), { rootUri: "file:///a%2Fb" });
    const uris = [
      "file:///a%2Fb.spl",
      "file:///macros%zz.conf",
      "untitled:/c/d.spl",
      "file:///c%3A/e.spl",
      uriOf("é 日.spl"),
    ];
    for (const uri of uris) await editor.open(uri, LIKE);
    for (const uri of uris.filter((one) => one.endsWith(".spl")))
      expect(await editor.told(uri, (all) => all.length > 0)).toMatchObject([{ code: "spl/like-with-star" }]);
    expect(await editor.stop()).toBe(0);
  });

  it("gives a client that shows no Markdown plain text, one that takes no tree of symbols a list", async () => {
    const editor = new Editor(program);
    const { capabilities } = await editor.start(path.join(folder, "rules"), {
      capabilities: {
        general: { positionEncodings: ["utf-8", "utf-32"] },
        textDocument: {
          hover: { contentFormat: ["plaintext"] },
          completion: { completionItem: { documentationFormat: ["plaintext"] } },
          signatureHelp: { signatureInformation: { documentationFormat: ["plaintext"] } },
        },
      },
    });
    expect(capabilities.positionEncoding).toBe("utf-16");
    const uri = uriOf("plain.spl");
    await editor.open(uri, 'index=x | eval a="😀", b=lower(host)');
    const at = { position: { line: 0, character: 27 } };
    const hover = await editor.request<Hover>("textDocument/hover", uri, at);
    expect(hover.range?.start).toEqual({ line: 0, character: 25 });
    expect(hover.contents).toMatchObject({ kind: "plaintext", value: expect.stringMatching(/^lower\(/) });
    expect(JSON.stringify(hover.contents)).not.toContain("`");
    const { items } = await editor.request<CompletionList>("textDocument/completion", uri, at);
    const lower = items.find(({ label }) => label === "lower");
    expect(await editor.connection.sendRequest("completionItem/resolve", lower)).toMatchObject({
      documentation: { kind: "plaintext" },
    });
    const inside = { position: { line: 0, character: 31 } };
    expect(await editor.request("textDocument/signatureHelp", uri, inside)).toMatchObject({
      signatures: [{ documentation: { kind: "plaintext" } }],
    });
    const symbols = await editor.request<SymbolInformation[]>("textDocument/documentSymbol", uri);
    expect(symbols).toMatchObject([
      { name: "plain", location: { uri } },
      { name: "search", containerName: "plain" },
      { name: "eval", containerName: "plain" },
    ]);
    expect(await editor.stop()).toBe(0);
  });

  it("takes the language that a client gives to a file of another ending, and to one without a name", async () => {
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"));
    await editor.open(uriOf("search.txt"), LIKE, "spl");
    await editor.open(uriOf("other.txt"), LIKE, "plaintext");
    await editor.open("untitled:Untitled-1", `[saved]\nsearch = ${LIKE.replaceAll("\n", " ")}\n`, "splunk-conf");
    for (const uri of [uriOf("search.txt"), "untitled:Untitled-1"])
      expect(await editor.told(uri, (all) => all.length > 0)).toMatchObject([{ code: "spl/like-with-star" }]);
    expect(await editor.told(uriOf("other.txt"), () => true)).toEqual([]);
    expect(await editor.stop()).toBe(0);
  });

  it("says of a log that is not there that it is not, without a trace of the program", async () => {
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"));
    const sample = editor.connection.sendRequest("rulehound/sampleText", {
      uri: "/no/log.pcap",
      firstLine: 0,
      lines: 1,
    });
    await expect(sample).rejects.toMatchObject({ code: -32803, message: "/no/log.pcap: there is no such file." });
    expect(await editor.stop()).toBe(0);
  });

  it("pairs the calls of a capture with the processes of a log", async () => {
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"));
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
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"), {
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { rulehound: { checks: { severity: { "spl/like-with-star": "hint" } } } },
    });
    const uri = uriOf("d.spl");
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
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"));
    const uri = uriOf("e.spl");
    await editor.open(uri, "CommandLine=gwmi | table host");
    const { analytics } = await editor.connection.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri });
    const result = await editor.connection.sendRequest<RunResult>(RUN_REQUEST, {
      uri,
      analytic: analytics[0]?.id,
      samples: [path.join(folder, "rules", "log.jsonl")],
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
    const editor = new Editor(program);
    await editor.start(path.join(folder, "rules"));
    const uri = uriOf("closed.spl");
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
    const samples = [path.join(folder, "rules", "log.jsonl")];
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
