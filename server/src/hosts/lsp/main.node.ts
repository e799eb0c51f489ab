import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./serve.ts";

/** The language server as a program: over IPC from the extension, or `--stdio` from any other editor. */
const connection = createConnection(ProposedFeatures.all);
serve(connection, path.join(__dirname, "worker.cjs"));
connection.listen();
