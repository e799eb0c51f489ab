#!/usr/bin/env node
// Runs cases of SPL: `npm run conformance -- FILE.jsonl [--json]`. Bundles the runner from the sources, so that it is always current.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { ensureInstalled } from "./ensure.mjs";
import { at } from "./project.mjs";

await ensureInstalled();
const esbuild = await import("esbuild");
const outfile = at("out/conformance.mjs");
await mkdir(path.dirname(outfile), { recursive: true });
await esbuild.build({
  absWorkingDir: at(),
  entryPoints: ["server/src/hosts/cli/conformance-main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: "inline",
  logLevel: "warning",
});
await import(outfile);
