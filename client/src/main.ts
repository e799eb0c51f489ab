import type { ChildProcess } from "node:child_process";
import type { ExtensionContext } from "vscode";
import { activateWith, type RulehoundApi } from "./activate.ts";
import { createClient } from "./client.ts";

/** Gives what VS Code calls to activate the extension; `server` is the language server's process, which has been started. */
export function start(server: ChildProcess): (context: ExtensionContext) => Promise<RulehoundApi> {
  return async (context) => {
    const client = createClient(context, server);
    // While the server starts, commands and views are made; what they ask it waits until it can answer.
    const started = client.start();
    const api = activateWith(context, client);
    await started;
    return api;
  };
}
