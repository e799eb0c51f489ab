import path from "node:path";
import { growSlowly } from "../lsp/memory.ts";
import { serveStdio } from "../lsp/stdio.ts";
import { UsageError } from "./args.ts";

/** `rulehound lsp --stdio`: starts to serve; the client's exit, or the end of the input, ends the process. */
export async function lsp(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== "--stdio") {
    throw new UsageError("rulehound lsp speaks over --stdio; write: rulehound lsp --stdio");
  }
  growSlowly();
  serveStdio(path.join(__dirname, "worker.cjs"));
  return 0;
}
