// An editor without windows: starts the language server in a process of its own, and types and asks as an editor does.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { at } from "../project.mjs";

/** Starts the server on a folder; `heap` asks it what its JavaScript takes. */
export function startServer(folder, flags) {
  const preload = at("scripts/bench/report-heap.cjs");
  const program = spawn(process.execPath, [...flags, "--require", preload, at("dist/server.cjs"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit", "ipc"],
    cwd: folder,
  });
  const connection = createMessageConnection(
    new StreamMessageReader(program.stdout),
    new StreamMessageWriter(program.stdin),
  );
  /** Asks for the heap's numbers, or for a snapshot in a file. */
  const heap = (question = "heap") =>
    new Promise((resolve) => {
      program.once("message", resolve);
      program.send(question);
    });
  return { program, connection, heap };
}

/** The megabytes that a process has in memory now, and had at most. */
export async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const of = (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: of("VmRSS"), most: of("VmHWM") };
}

/** Milliseconds that the main threads of these processes have waited for a processor so far; 0 where no system tells it. */
function waited(pids) {
  let sum = 0;
  for (const pid of pids) {
    try {
      sum += Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
    } catch {
      return 0;
    }
  }
  return sum;
}

/** An editor with one long rule open: it types, and asks. */
export class Editor {
  constructor({ connection, program }, uri, text) {
    this.connection = connection;
    this.pids = [process.pid, program.pid];
    this.uri = uri;
    this.text = text;
    this.version = 1;
  }

  async start(folder) {
    const read = new Promise((resolve) => {
      this.connection.onRequest("window/workDoneProgress/create", () => null);
      this.connection.onNotification("$/progress", ({ value }) => value.kind === "end" && resolve());
    });
    this.connection.onRequest("workspace/configuration", ({ items }) => items.map(() => ({})));
    for (const refresh of ["diagnostic", "inlayHint"])
      this.connection.onRequest(`workspace/${refresh}/refresh`, () => null);
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.listen();
    const uri = pathToFileURL(folder).href;
    const capabilities = {
      window: { workDoneProgress: true },
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      // As VS Code has them.
      textDocument: {
        diagnostic: {},
        completion: {
          completionItem: { snippetSupport: true, insertReplaceSupport: true },
          completionList: {
            itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode", "data"],
          },
        },
      },
    };
    const begun = performance.now();
    await this.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "bench" }],
      capabilities,
    });
    await this.connection.sendNotification("initialized", {});
    await this.open();
    const first = performance.now() - begun;
    await read;
    return { first, read: performance.now() - begun };
  }

  /** Opens the document. */
  async open() {
    const document = { uri: this.uri, languageId: "yaml", version: 1, text: this.text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument: document });
    await this.diagnostics();
  }

  diagnostics() {
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: this.uri } });
  }

  place(offset) {
    const before = this.text.slice(0, offset).split("\n");
    return { line: before.length - 1, character: before.at(-1).length };
  }

  /** Puts a text in and gives the offset behind it. */
  async type(offset, text) {
    const place = this.place(offset);
    this.version += 1;
    this.text = this.text.slice(0, offset) + text + this.text.slice(offset);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range: { start: place, end: place }, text }],
    });
    return offset + text.length;
  }

  /** Takes out what stands between two offsets of a line. */
  async erase(start, end) {
    const range = { start: this.place(start), end: this.place(end) };
    this.version += 1;
    this.text = this.text.slice(0, start) + this.text.slice(end);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range, text: "" }],
    });
  }

  async close() {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri } });
  }

  /** Milliseconds that a request takes on a machine that does nothing else, and what it gives. */
  async send(method, params) {
    const waitedBefore = waited(this.pids);
    const begun = performance.now();
    const found = await this.connection.sendRequest(method, params);
    const took = performance.now() - begun - (waited(this.pids) - waitedBefore);
    return { took: Math.max(took, 0), found };
  }

  ask(method, offset) {
    return this.send(`textDocument/${method}`, { textDocument: { uri: this.uri }, position: this.place(offset) });
  }
}
