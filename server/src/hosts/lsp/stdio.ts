import {
  createConnection,
  ErrorCodes,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { MessageGuard } from "./message-guard.ts";
import { serve } from "./serve.ts";

/**
 * Serves over standard input and output until the input ends, or the client says exit; either ends the process.
 * `workerProgram` is the bundle in which analytics run.
 */
export function serveStdio(workerProgram: string): void {
  const writer = new StreamMessageWriter(process.stdout);
  const reader = new StreamMessageReader(process.stdin);
  const guard = new MessageGuard(writer);
  const connection = createConnection(ProposedFeatures.all, reader, writer, { messageStrategy: guard });
  reader.onError((error) => {
    // A body that is no JSON is behind us; after a header that cannot be read nothing is known of where a message begins.
    if (error instanceof SyntaxError) {
      const told = { code: ErrorCodes.ParseError, message: `A message is no JSON: ${error.message}` };
      void writer.write({ jsonrpc: "2.0", id: null, error: told } as object as Parameters<typeof writer.write>[0]);
      return;
    }
    process.stderr.write(`rulehound: standard input is not the language server protocol: ${error.message}\n`);
    process.exit(1);
  });
  process.stdin.once("close", () => process.exit(guard.isShutDown ? 0 : 1));
  serve(connection, workerProgram);
  connection.listen();
}
