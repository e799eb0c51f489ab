import path from "node:path";
import { runBundle } from "./run-bundle.ts";

/** Commands that are started often; each runs its own part of the program. */
const OFTEN = ["check", "run", "test", "explain"];

/** Starts the command line. */
const command = process.argv[2];
const { keep } = runBundle(path.join(__dirname, "cli-code.cjs"), OFTEN.find((one) => one === command) ?? "cli");
process.on("exit", (code) => {
  if (code < 2 && command !== undefined && OFTEN.includes(command)) keep();
});
