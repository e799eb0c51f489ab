// The language server in a process of its own over standard input and output, as an editor uses it, with a large workspace.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "../ensure.mjs";
import { Editor, memoryOf, startServer } from "./editor.mjs";
import { editLong } from "./long-edits.mjs";
import { longSearches, ruleOf } from "./long-searches.mjs";
import { longRule, writeWorkspace } from "./workspace.mjs";

/** What the server may take at most: milliseconds for 95 of 100 requests, and megabytes. */
const BARS = { completion: 20, hover: 10, definition: 20, "workspace symbol": 50, memory: 350 };
const ROUNDS = 200;
const WARM_UP = 20;

const quantile = (times, q) => times.toSorted((a, b) => a - b)[Math.floor(q * (times.length - 1))];
const places = (text, pattern) => [...text.matchAll(pattern)].map(({ index, 0: found }) => index + found.length);

/** Characters that are typed at a place, one by one. */
const WORD = "even";

/** Types a word at places all over the file, and asks for completion with each character before anything else has run. */
async function complete(editor) {
  const times = [];
  let items = 0;
  const patterns = [/\n {6}\| /g, /\| where /g, / by /g, /eval [a-z]+=/g, /EventCode=/g, /\| `/g];
  for (let i = 0; i < (ROUNDS + WARM_UP) / WORD.length; i++) {
    const found = places(editor.text, patterns[i % patterns.length]);
    let end = found[(i * 7) % found.length];
    for (const character of WORD) {
      end = await editor.type(end, character);
      const { took, found: list } = await editor.ask("completion", end);
      items += list?.items.length ?? 0;
      if (i * WORD.length >= WARM_UP) times.push(took);
      await editor.diagnostics();
    }
  }
  if (items === 0) throw new Error("no completion item came");
  return times;
}

/** Asks at places all over the file; every fifth time just after an edit. */
async function askAt(editor, method, pattern) {
  const times = [];
  let answers = 0;
  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    const found = places(editor.text, pattern);
    const at = found[(i * 13) % found.length];
    if (i % 5 === 0) await editor.type(editor.text.indexOf("\n", at), " ");
    const { took, found: answer } = await editor.ask(method, at - 1);
    if (answer !== null && answer.length !== 0) answers += 1;
    if (i >= WARM_UP) times.push(took);
  }
  if (answers < ROUNDS / 2) throw new Error(`only ${answers} answers to ${method}`);
  return times;
}

async function findSymbols(editor) {
  const times = [];
  const queries = ["w", "wmic", "shadow", "create task", "T1047", "rundll32 delete", "zz nothing", "filter", "1999"];
  for (let i = 0; i < ROUNDS; i++) {
    times.push((await editor.send("workspace/symbol", { query: queries[i % queries.length] })).took);
  }
  return times;
}

function line(name, value, bar, unit, more = "") {
  const verdict = bar === undefined ? "" : value <= bar ? `  ≤ ${bar} ${unit}` : `  ABOVE ${bar} ${unit}`;
  console.log(`${name.padEnd(46)} ${value.toFixed(value < 10 ? 1 : 0).padStart(6)} ${unit}${verdict}${more}`);
}

function report(name, taken, bar) {
  const more = `   (half ≤ ${quantile(taken, 0.5).toFixed(1)} ms, all ≤ ${Math.max(...taken).toFixed(0)} ms)`;
  line(`${name}, 95 of 100`, quantile(taken, 0.95), bar, "ms", more);
}

/** The same in rules whose one search is 1,000 lines long. */
async function measureLong(server, folder) {
  for (const [shape, search] of Object.entries(longSearches())) {
    const uri = pathToFileURL(path.join(folder, "rules/long.rule.yml")).href;
    const times = await editLong(new Editor(server, uri, ruleOf(search)));
    for (const [name, taken] of Object.entries(times)) report(`${name} in ${shape}`, taken, BARS[name]);
  }
}

/** Measures the server with a workspace of so many rules; `flags` go to its Node. */
export async function measureServer(rules, flags = []) {
  await ensureBuilt();
  const folder = await mkdtemp(path.join(tmpdir(), "rulehound-bench-"));
  const text = longRule();
  try {
    const { files, bytes } = await writeWorkspace(folder, rules);
    console.log(`\nThe server with ${rules} rules in ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
    const server = startServer(folder, flags);
    const { program, connection, heap } = server;
    const editor = new Editor(server, pathToFileURL(path.join(folder, "rules/measured.rule.yml")).href, text);
    const { first, read } = await editor.start(folder);
    line("start to first diagnostics", first, undefined, "ms");
    line("start to the whole workspace read", read, undefined, "ms");
    const reading = await memoryOf(program.pid);
    const times = {
      completion: await complete(editor),
      hover: await askAt(editor, "hover", /EventCode|where|stats|CommandLine|isnull|match/g),
      definition: await askAt(editor, "definition", /`[a-z_]+(?=[`(])|shared_filter|targets(?= >)|accounts(?= >)/g),
      "workspace symbol": await findSymbols(editor),
    };
    for (const [name, taken] of Object.entries(times)) report(name, taken, BARS[name]);
    await measureLong(server, folder);
    const memory = await memoryOf(program.pid);
    line("memory of the process after reading", reading.now, BARS.memory, "MB");
    line("memory of the process at the end", memory.now, BARS.memory, "MB");
    line("memory of the process at most", memory.most, BARS.memory, "MB");
    const { heapUsed } = await heap();
    line("JavaScript heap in use", heapUsed / 1048576, undefined, "MB");
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await new Promise((resolve) => program.once("exit", resolve));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
