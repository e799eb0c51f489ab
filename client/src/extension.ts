import type { ExtensionContext } from "vscode";
import { activateWith, type RulehoundApi } from "./activate.ts";
import { createClient } from "./client.ts";

/** Called by VS Code when a rule file is opened or a command of Rulehound is used. */
export async function activate(context: ExtensionContext): Promise<RulehoundApi> {
  const client = createClient(context);
  // While the server starts, commands and views are made; what they ask it waits until it can answer.
  const started = client.start();
  const api = activateWith(context, client);
  await started;
  return api;
}
