import { describe, expect, it } from "vitest";
import type { Message } from "vscode-languageserver";
import { HeldMessages } from "./held-messages.ts";

const request = (method: string): Message => ({ jsonrpc: "2.0", id: method, method }) as Message;
const notification = (method: string): Message => ({ jsonrpc: "2.0", method }) as Message;
const answer: Message = { jsonrpc: "2.0", id: 1, result: null } as Message;

/** A connection whose code is loaded when the test says so; `handled` has the methods in the order in which they were handled. */
function connection() {
  const handled: string[] = [];
  let loaded = (): void => undefined;
  let loads = 0;
  const held = new HeldMessages(() => {
    loads += 1;
    return new Promise((resolve) => {
      loaded = resolve;
    });
  });
  const receive = (message: Message): void => {
    held.handleMessage(message, (one) => void handled.push("method" in one ? String(one.method) : "answer"));
  };
  return { handled, held, receive, loaded: () => loaded(), loads: () => loads };
}

describe("held messages", () => {
  it("do not hold what the first diagnostics need, which loads nothing", () => {
    const { handled, receive, loads } = connection();
    const early = ["initialize", "initialized", "textDocument/didOpen", "textDocument/diagnostic"];
    receive(request("initialize"));
    receive(notification("initialized"));
    receive(notification("textDocument/didOpen"));
    receive(request("textDocument/diagnostic"));
    expect(handled).toEqual(early);
    expect(loads()).toBe(0);
  });

  it("are handled in their order once the code is there, which is loaded once", async () => {
    const { handled, held, receive, loaded, loads } = connection();
    receive(request("textDocument/hover"));
    receive(notification("textDocument/didChange"));
    receive(request("textDocument/diagnostic"));
    receive(request("textDocument/completion"));
    receive(answer);
    expect(handled).toEqual(["answer"]);
    loaded();
    await held.load();
    receive(request("textDocument/rename"));
    expect(handled).toEqual([
      "answer",
      "textDocument/hover",
      "textDocument/didChange",
      "textDocument/diagnostic",
      "textDocument/completion",
      "textDocument/rename",
    ]);
    expect(loads()).toBe(1);
  });
});
