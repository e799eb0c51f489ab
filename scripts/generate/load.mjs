import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { at } from "../project.mjs";

/** Imports a TypeScript module of the project: bundled to a temporary file, since Node 20 runs no TypeScript. */
export async function load(module) {
  const esbuild = await import("esbuild");
  const folder = await mkdtemp(at("node_modules", ".rulehound-"));
  try {
    const outfile = path.join(folder, "module.mjs");
    await esbuild.build({
      absWorkingDir: at(),
      entryPoints: [module],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
