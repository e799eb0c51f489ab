import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "./serve.ts";

/** Serves over standard input and output until the input ends. `workerProgram` is the bundle in which analytics run. */
export async function serveStdio(workerProgram: string): Promise<void> {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  serve(connection, workerProgram);
  connection.listen();
  await new Promise<void>((resolve) => process.stdin.once("close", resolve));
}
