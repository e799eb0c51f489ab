import type { ExtensionContext } from "vscode";
import { activateWith, type RulehoundApi } from "./activate.ts";
import { startClient } from "./client.ts";

/** Called by VS Code when a rule file is opened or a command of Rulehound is used. */
export async function activate(context: ExtensionContext): Promise<RulehoundApi> {
  const client = await startClient(context);
  return activateWith(context, client);
}
