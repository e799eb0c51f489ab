import {
  createConnection,
  ErrorCodes,
  type MessageStrategy,
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
  const guarded = (held: MessageStrategy): MessageStrategy => ({
    handleMessage: (message, next) => guard.handleMessage(message, (taken) => held.handleMessage(taken, next)),
  });
  serve(
    (held) => createConnection(ProposedFeatures.all, reader, writer, { messageStrategy: guarded(held) }),
    workerProgram,
  ).listen();
}
