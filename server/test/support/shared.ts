import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The path of an optional file or folder of the shared test material: under RULEHOUND_SHARED if set, else beside the
 * repository. Undefined, with one line on stderr, when it is not there; tests then skip.
 */
export function shared(path: string): string | undefined {
  const root = process.env.RULEHOUND_SHARED ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
  const full = join(root, path);
  if (existsSync(full)) return full;
  console.warn(`skipped: no ${path} in the shared test material (set RULEHOUND_SHARED)`);
  return undefined;
}
