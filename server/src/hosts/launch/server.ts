import path from "node:path";
import { growSlowly } from "../lsp/memory.ts";
import { keepLater } from "./keep-later.ts";
import { runBundle } from "./run-bundle.ts";

/** Starts the language server. Flags come first: V8 takes compiled code only under those that it was compiled with. */
growSlowly();
keepLater(runBundle(path.join(__dirname, "server-code.cjs"), "server"));
