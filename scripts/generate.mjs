#!/usr/bin/env node
// Writes everything that is derived from the sources: `npm run generate [-- --check]`.
//   index files of units, reference pages, pages of checks, docs/protocol.md, TextMate grammars, settings of the manifest,
//   sentences of the client for translators (l10n/bundle.l10n.json).
// With --check nothing is written; the exit code is 1 when a committed file is not current.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./ensure.mjs";
import { confInjection, markdownInjection, splGrammar, yamlInjection } from "./generate/grammars.mjs";
import { indexFiles } from "./generate/indexes.mjs";
import { l10nBundle } from "./generate/l10n.mjs";
import { load } from "./generate/load.mjs";
import { protocolPage } from "./generate/protocol.mjs";
import { checkPages, referencePages } from "./generate/reference.mjs";
import { manifest, manifestWords, settingsPage } from "./generate/settings.mjs";
import { at } from "./project.mjs";

const { values: options } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

function grammarFiles({ splDialect }) {
  const { commands, functions, aggregations } = splDialect;
  const named = (list) => list.flatMap(({ name, aliases }) => [name, ...aliases]);
  const words = {
    commands: named(commands),
    functions: named(functions),
    aggregations: named(aggregations),
    options: commands.flatMap(({ grammar }) =>
      Object.values(grammar).flatMap((part) => (part.kind === "option" ? part.names : [])),
    ),
  };
  return {
    "syntaxes/spl.tmLanguage.json": json(splGrammar(words)),
    "syntaxes/markdown-spl.tmLanguage.json": json(markdownInjection()),
    "syntaxes/yaml-spl.tmLanguage.json": json(yamlInjection()),
    "syntaxes/splunk-conf.tmLanguage.json": json(confInjection()),
  };
}

/** Writes files that differ, or lists them. */
async function settle(files, stale) {
  for (const [name, text] of Object.entries(files)) {
    const now = await readFile(at(name), "utf8").catch(() => undefined);
    if (now === text) continue;
    stale.push(name);
    if (options.check) continue;
    await mkdir(path.dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
  }
}

/** Pages of units that are gone. */
async function leftOver(files) {
  const pages = await readdir(at("docs/checks"), { recursive: true }).catch(() => []);
  return pages
    .map((name) => path.posix.join("docs/checks", name.split(path.sep).join("/")))
    .filter((name) => name.endsWith(".md") && !(name in files));
}

await ensureInstalled();
const stale = [];
await settle(await indexFiles(), stale);
const facts = await load("scripts/generate/facts.ts");
const pages = checkPages(facts);
await settle(
  {
    ...referencePages(facts),
    ...pages,
    ...grammarFiles(facts),
    ...(await l10nBundle()),
    "docs/protocol.md": await protocolPage(),
    "docs/reference/settings.md": settingsPage(facts),
    "package.json": manifest(await readFile(at("package.json"), "utf8"), facts),
    "package.nls.json": manifestWords(await readFile(at("package.nls.json"), "utf8"), facts),
  },
  stale,
);
for (const name of await leftOver(pages)) {
  stale.push(name);
  if (!options.check) await rm(at(name));
}
if (stale.length === 0) console.log("Everything derived is current.");
else if (options.check) {
  console.log(`Not current; run npm run generate:\n${stale.map((name) => `  ${name}`).join("\n")}`);
  process.exitCode = 1;
} else console.log(`Written:\n${stale.map((name) => `  ${name}`).join("\n")}`);
