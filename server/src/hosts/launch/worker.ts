import path from "node:path";
import { keepLater } from "./keep-later.ts";
import { runBundle } from "./run-bundle.ts";

/** Starts the worker thread of the language server. */
keepLater(runBundle(path.join(__dirname, "worker-code.cjs"), "worker"));
