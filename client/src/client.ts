import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";

/** Kinds of document that the server serves. */
export const DOCUMENTS: NonNullable<LanguageClientOptions["documentSelector"]> = [
  { language: "spl" },
  { language: "yaml" },
  { language: "markdown" },
  { pattern: "**/{savedsearches,macros,transforms,props,eventtypes,tags}.conf" },
];

/** Files that define macros, lookups, saved searches and facts of the workspace, and rule files for the index. */
const WATCHED = [
  "**/{macros,transforms,props,savedsearches,eventtypes,tags}.conf",
  "**/{macros,lookups}/*.{yml,yaml,csv}",
  "**/.rulehound/*.{yml,yaml}",
  "**/*.{yml,yaml,md,spl}",
];

/** The client of a language server in a process of its own, which is not started yet. */
export function createClient(context: vscode.ExtensionContext): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6019"] } },
  };
  const client = new LanguageClient("rulehound", "Rulehound", server, {
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
