import { describe, expect, it } from "vitest";
import type { Message } from "vscode-languageserver";
import * as protocol from "#protocol/requests.ts";
import { MessageGuard } from "./message-guard.ts";
import { paramsProblem } from "./params-shape.ts";

/** What a guard lets through of messages, and what it answers. */
function guarded(messages: readonly unknown[]): { readonly served: unknown[]; readonly said: unknown[] } {
  const said: unknown[] = [];
  const served: unknown[] = [];
  const guard = new MessageGuard({
    write: (message) => Promise.resolve(void said.push(message)),
    onError: () => ({ dispose: () => undefined }),
    onClose: () => ({ dispose: () => undefined }),
    end: () => undefined,
    dispose: () => undefined,
  });
  for (const message of messages) guard.handleMessage(message as Message, (one) => void served.push(one));
  return { served, said };
}

const initialize = { jsonrpc: "2.0", id: 1, method: "initialize", params: { capabilities: {} } };
const shutdown = { jsonrpc: "2.0", id: 2, method: "shutdown" };
const exit = { jsonrpc: "2.0", method: "exit" };
const hover = {
  jsonrpc: "2.0",
  id: 3,
  method: "textDocument/hover",
  params: { textDocument: { uri: "file:///a.spl" }, position: { line: 0, character: 0 } },
};

describe("the order of a client's messages", () => {
  it("lets through what comes in the order of the protocol, and answers of the client", () => {
    const answer = { jsonrpc: "2.0", id: 9, result: null };
    const all = [initialize, { jsonrpc: "2.0", method: "initialized", params: {} }, hover, answer, shutdown, exit];
    expect(guarded(all)).toEqual({ served: all, said: [] });
  });

  it("refuses requests before initialize and drops notifications, but not exit", () => {
    const { served, said } = guarded([hover, { jsonrpc: "2.0", method: "textDocument/didOpen" }, exit]);
    expect(served).toEqual([exit]);
    expect(said).toEqual([
      {
        jsonrpc: "2.0",
        id: 3,
        error: { code: -32002, message: "textDocument/hover: initialize has to be sent first." },
      },
    ]);
  });

  it("refuses a second initialize, and every request after shutdown", () => {
    const { served, said } = guarded([initialize, { ...initialize, id: 7 }, shutdown, hover, exit]);
    expect(served).toEqual([initialize, shutdown, exit]);
    expect(said).toMatchObject([
      { id: 7, error: { code: -32600 } },
      { id: 3, error: { code: -32600, message: expect.stringContaining("only exit may follow") } },
    ]);
  });

  it("passes what is no message on to the connection, which says so", () => {
    const odd = [3, null, [], { jsonrpc: "2.0", id: 1, method: 5 }];
    expect(guarded(odd)).toEqual({ served: odd, said: [] });
  });
});

describe("the parameters of a client's messages", () => {
  const params = (more: object): object => ({ ...hover.params, ...more });

  it("names the one that is missing or of another kind", () => {
    const lacks = (method: string, given: unknown): string | undefined =>
      paramsProblem(`textDocument/${method}`, given);
    expect(lacks("hover", hover.params)).toBeUndefined();
    expect(lacks("hover", undefined)).toBe("textDocument/hover needs params to be an object.");
    expect(lacks("hover", params({ position: { line: "0", character: 1 } }))).toBe(
      "textDocument/hover needs params.position.line to be a number.",
    );
    expect(lacks("selectionRange", params({ positions: [hover.params.position, {}] }))).toBe(
      "textDocument/selectionRange needs params.positions[1].line to be a number.",
    );
    expect(lacks("rename", params({}))).toBe("textDocument/rename needs params.newName to be a string.");
    expect(lacks("hover", { ...params({}), textDocument: { uri: 3 } })).toContain("params.textDocument.uri");
  });

  it("asks for nothing that a method of others may need", () => {
    expect(paramsProblem("workspace/executeCommand", undefined)).toBeUndefined();
    expect(paramsProblem("toString", undefined)).toBeUndefined();
  });

  it("knows each of our own requests", () => {
    const own = Object.entries(protocol).flatMap(([name, value]) => (name.endsWith("_REQUEST") ? [String(value)] : []));
    expect(own.length).toBeGreaterThan(20);
    for (const method of own) expect(paramsProblem(method, {}), method).toContain(`${method} needs params.`);
  });

  it("answers a wrong request, and leaves a wrong notification out with a word in the log", () => {
    const wrong = { jsonrpc: "2.0", id: 4, method: "rulehound/run", params: { uri: "file:///a.spl" } };
    const change = { jsonrpc: "2.0", method: "textDocument/didChange", params: {} };
    const { served, said } = guarded([initialize, wrong, change]);
    expect(served).toEqual([initialize]);
    expect(said).toMatchObject([
      { id: 4, error: { code: -32602, message: "rulehound/run needs params.analytic to be a string." } },
      { method: "window/logMessage", params: { type: 2, message: expect.stringContaining("textDocument/didChange") } },
    ]);
  });
});
