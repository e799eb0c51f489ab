import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CompletionList, Hover, SymbolInformation } from "vscode-languageserver/node";
import { Editor, LIKE, PackagedServer } from "./stdio-editor.ts";

describe("the language server over standard input and output, for clients that can or say little", () => {
  let server: PackagedServer;
  beforeAll(() => {
    server = new PackagedServer();
  });
  afterAll(() => server.remove());

  it("ends when its input ends, with 1 unless it was shut down, and says what is wrong with its input", async () => {
    const left = new Editor(server.program);
    await left.start(server.rules);
    const ended = once(left.process, "exit");
    left.process.stdin?.end();
    expect(await ended).toEqual([1, null]);
    left.connection.dispose();
    expect(left.errors).toBe("");

    const odd = new Editor(server.program);
    const broken = once(odd.process, "exit");
    odd.process.stdin?.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(await broken).toEqual([1, null]);
    odd.connection.dispose();
    expect(odd.errors).toMatch(/^rulehound: standard input is not the language server protocol: /);
  });

  it("goes on after a body that is no JSON and a request too early, which both get an error", async () => {
    const editor = new Editor(server.program);
    const faults: unknown[] = [];
    editor.process.stdout?.on("data", (data: Buffer) => faults.push(...(data.toString().match(/-327\d\d/g) ?? [])));
    await expect(editor.request("textDocument/hover", server.uriOf("x.spl"), { position: {} })).rejects.toMatchObject({
      code: -32002,
    });
    await editor.start(server.rules);
    editor.process.stdin?.write("Content-Length: 4\r\n\r\n{bad");
    await vi.waitFor(() => expect(faults).toEqual(["-32700"]));
    expect(await editor.stop()).toBe(0);
  });

  it("has URIs that are no paths here, without the diagnostics of others being lost", async () => {
    const editor = new Editor(server.program);
    await editor.start(server.rules, { rootUri: "file:///a%2Fb" });
    const uris = [
      "file:///a%2Fb.spl",
      "file:///macros%zz.conf",
      "untitled:/c/d.spl",
      "file:///c%3A/e.spl",
      server.uriOf("é 日.spl"),
    ];
    for (const uri of uris) await editor.open(uri, LIKE);
    for (const uri of uris.filter((one) => one.endsWith(".spl")))
      expect(await editor.told(uri, (all) => all.length > 0)).toMatchObject([{ code: "spl/like-with-star" }]);
    expect(await editor.stop()).toBe(0);
  });

  it("gives a client that shows no Markdown plain text, one that takes no tree of symbols a list", async () => {
    const editor = new Editor(server.program);
    const { capabilities } = await editor.start(server.rules, {
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
    const uri = server.uriOf("plain.spl");
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
    const editor = new Editor(server.program);
    await editor.start(server.rules);
    await editor.open(server.uriOf("search.txt"), LIKE, "spl");
    await editor.open(server.uriOf("other.txt"), LIKE, "plaintext");
    await editor.open("untitled:Untitled-1", `[saved]\nsearch = ${LIKE.replaceAll("\n", " ")}\n`, "splunk-conf");
    for (const uri of [server.uriOf("search.txt"), "untitled:Untitled-1"])
      expect(await editor.told(uri, (all) => all.length > 0)).toMatchObject([{ code: "spl/like-with-star" }]);
    expect(await editor.told(server.uriOf("other.txt"), () => true)).toEqual([]);
    expect(await editor.stop()).toBe(0);
  });

  it("says of a log that is not there that it is not, without a trace of the program", async () => {
    const editor = new Editor(server.program);
    await editor.start(server.rules);
    const sample = editor.connection.sendRequest("rulehound/sampleText", {
      uri: "/no/log.pcap",
      firstLine: 0,
      lines: 1,
    });
    await expect(sample).rejects.toMatchObject({ code: -32803, message: "/no/log.pcap: there is no such file." });
    expect(await editor.stop()).toBe(0);
  });
});
