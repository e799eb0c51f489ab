import type { ChildProcess } from "node:child_process";
import * as vscode from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient/node";
import { ServerClient } from "./server-client.ts";

/** Kinds of document that the server serves. */
export const DOCUMENTS: NonNullable<LanguageClientOptions["documentSelector"]> = [
  { language: "spl" },
  { language: "yaml" },
  { language: "markdown" },
  { pattern: "**/{savedsearches,macros,transforms,props,eventtypes,tags}.conf" },
  { language: "splunk-conf", scheme: "untitled" },
];

/** Files that define macros, lookups, saved searches and facts of the workspace, and rule files for the index. */
const WATCHED = [
  "**/{macros,transforms,props,savedsearches,eventtypes,tags}.conf",
  "**/{macros,lookups}/*.{yml,yaml,csv}",
  "**/.rulehound/*.{yml,yaml}",
  "**/*.{yml,yaml,md,spl}",
];

/** The client of the language server, whose process has been started; it does not talk to it yet. */
export function createClient(context: vscode.ExtensionContext, server: ChildProcess): ServerClient {
  const client = new ServerClient(server, {
    documentSelector: DOCUMENTS,
    synchronize: {
      configurationSection: "rulehound",
      fileEvents: WATCHED.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern)),
    },
    initializationOptions: { trusted: vscode.workspace.isTrusted },
    markdown: { isTrusted: false, supportHtml: false },
  });
  context.subscriptions.push(client);
  return client;
}
