import path from "node:path";
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "../lsp/serve.ts";
import { UsageError } from "./args.ts";

/** `rulehound lsp --stdio`: serves until the client says exit. */
export async function lsp(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== "--stdio")
    throw new UsageError("rulehound lsp speaks over --stdio; write: rulehound lsp --stdio");
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  serve(connection, path.join(__dirname, "worker.cjs"));
  connection.listen();
  await new Promise<void>((resolve) => process.stdin.once("close", resolve));
  return 0;
}
