import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CatalogAssets } from "#catalog/catalog.ts";

/**
 * The catalog's data files on disk: those beside the bundle (`dist/catalog`), else those of the sources. Files are read
 * when asked for. `load` throws when a file is missing or no JSON, which means a broken installation.
 */
export function nodeCatalogAssets(folder: string = findCatalogFolder()): CatalogAssets {
  return {
    load: (subject): unknown => JSON.parse(readFileSync(path.join(folder, `${subject}.json`), "utf8")),
  };
}

/** Looks beside this program, then in the source tree around it. */
function findCatalogFolder(): string {
  // Bundles are CommonJS, where the folder of the module is known; elsewhere the program that was started tells.
  const here = typeof __dirname === "string" ? __dirname : path.dirname(process.argv[1] ?? process.cwd());
  const candidates = [path.join(here, "catalog")];
  for (let at = here; path.dirname(at) !== at; at = path.dirname(at))
    candidates.push(path.join(at, "catalog/data"), path.join(at, "server/src/catalog/data"));
  const found = candidates.find((folder) => existsSync(path.join(folder, "windows-events.json")));
  if (found === undefined) throw new Error(`No catalog beside ${here}; reinstall Rulehound or run "npm run build".`);
  return found;
}
