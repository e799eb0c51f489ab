import path from "node:path";
import { keepLater } from "../../server/src/hosts/launch/keep-later.ts";
import { runBundle } from "../../server/src/hosts/launch/run-bundle.ts";
import { startServer } from "./start-server.ts";

/** The server starts first of all: it gets ready while this process loads its own code and VS Code what it keeps for us. */
const server = startServer();
const code = runBundle(path.join(__dirname, "client-code.cjs"), "client");
keepLater(code);
const { start } = code.exports as typeof import("./main.ts");

/** Called by VS Code when a rule file is opened or a command of Rulehound is used. */
export const activate: ReturnType<typeof start> = start(server);
