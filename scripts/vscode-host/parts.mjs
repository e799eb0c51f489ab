// What the stand-in for a desktop VS Code is made of, and where it lives. Node built-ins only.
import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** npm packages of the stand-in. code-server 4.139.1 carries VS Code 1.139.1, whose server asks for Node 24. */
export const VERSIONS = Object.freeze({
  "code-server": "4.139.1",
  [`node-${process.platform}-${process.arch}`]: "24.21.0",
});

/** Raise when the installation steps change although the versions do not. */
const LAYOUT = 1;

/** Identifies an installation: another stamp means another folder, so clones of different age do not collide. */
export const STAMP = `${VERSIONS["code-server"]}-${LAYOUT}`;

/** The folder of the installation, outside any clone. `RULEHOUND_VSCODE_HOST` overrides it. */
export function hostFolder() {
  const chosen = process.env.RULEHOUND_VSCODE_HOST;
  if (chosen) return path.resolve(chosen);
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
  return path.join(cache, "rulehound", `vscode-host-${STAMP}`);
}

/** The Node that runs the VS Code server. */
export const serverNode = (folder = hostFolder()) =>
  path.join(folder, "node_modules", `node-${process.platform}-${process.arch}`, "bin/node");

/** The VS Code server's program folder inside the code-server package. */
export const serverProgram = (folder = hostFolder()) => path.join(folder, "node_modules/code-server/lib/vscode");

/** The path of the first of these programs that stands on PATH, or undefined. */
export function findProgram(...names) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here: try the next place.
      }
    }
  }
  return undefined;
}

/** The Chromium to drive: `CHROMIUM`, else one on PATH, else undefined. */
export const findChromium = () =>
  process.env.CHROMIUM || findProgram("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell");
