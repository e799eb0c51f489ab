import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./serve.ts";
import { serveStdio } from "./stdio.ts";

/** The language server as a program: over IPC from the extension, or `--stdio` from any other editor. */
const worker = path.join(__dirname, "worker.cjs");
if (process.argv.includes("--stdio")) serveStdio(worker);
else serve((messageStrategy) => createConnection(ProposedFeatures.all, { messageStrategy }), worker).listen();
