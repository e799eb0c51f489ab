#!/usr/bin/env node
// `npm run demo`: the main job in a terminal. Checks the published T1047 searches, shows why they return nothing, then
// runs the repaired one on the sample log and shows what matched.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ensureBuilt } from "./ensure.mjs";
import { at, ROOT } from "./project.mjs";

const PAGE = "samples/wmi/T1047.md";
const RULE = "samples/wmi/rule.yml";
const LOG = "samples/wmi/events.jsonl";

/** Runs the command line with the terminal's own output. */
async function rulehound(...args) {
  console.log(`\n$ rulehound ${args.join(" ")}`);
  const child = spawn(process.execPath, [at("dist/cli.cjs"), ...args], { cwd: ROOT, stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code;
}

const title = (text) => console.log(`\n\u2500\u2500 ${text}`);

await ensureBuilt();
title("1. What is wrong with the searches as published: each finding proves that a search can return nothing");
await rulehound("check", PAGE);
title("2. The same searches on a log in which the attack happened");
const published = await rulehound("run", PAGE, "--sample", LOG);
title("3. The repaired search: what matched, and which text made it match");
const repaired = await rulehound("run", `${RULE}#repaired-process-creation`, "--sample", LOG);
title("In VS Code: npm run vscode");
if (published !== 0 || repaired !== 0) process.exitCode = 1;
