#!/usr/bin/env node
// Writes the skeleton of a unit and lists it: `npm run new -- command dedup | function coalesce | aggregation dc |
// check spl/join-without-type or attack/…, document/…, rule/… | reader zeek | provider lookups`.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { at, runScript } from "./project.mjs";

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const splCheck = (name) => `import { defineCheck } from "../define.ts";

export const ${camel(name.split("/").at(-1))} = defineCheck({
  id: "${name.includes("/") ? name : `spl/${name}`}",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "Say in one sentence what is reported.",
  why: "Say why it matters.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command === "table") ctx.report(stage.span, "Say what is wrong, and name the text.");
  },
  examples: { good: ["index=main | stats count"], bad: [{ spl: "index=main | «table a»" }] },
});
`;

const ruleCheck = (name) => `import { defineRuleCheck } from "../define-rule-check.ts";

export const ${camel(name.split("/").at(-1))} = defineRuleCheck({
  id: "${name}",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "Say in one sentence what is reported.",
  why: "Say why it matters.",
  check(rule, ctx) {
    const { name } = rule.metadata;
    if (name?.value === "x") ctx.report(name.span, "Say what is wrong, and name the text.");
  },
  examples: {
    good: [{ file: "page.md", text: "# Page\\n" }],
    bad: [{ file: "a.yml", text: "name: «x»\\nsearch: index=x\\n" }],
  },
});
`;

const KINDS = {
  command: {
    file: (name) => `server/src/languages/spl/commands/${name}.ts`,
    text: (name) => `import { mapRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { fields } from "../parts.ts";

export const ${camel(name)} = defineCommand({
  name: "${name}",
  type: "distributable streaming",
  summary: "Say in one sentence what it does.",
  grammar: { fields: fields("read", "Say what the fields are for.", { required: true }) },
  flow: (_args, before) => before,
  plan: () => mapRows(() => (row) => row),
  examples: [{ spl: "${name} a", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
`,
  },
  function: {
    file: (name) => `server/src/languages/spl/functions/${name}.ts`,
    text: (name) => `import { defineFunction } from "../define.ts";

export const ${camel(name)}Function = defineFunction({
  name: "${name}",
  category: "text",
  summary: "Say in one sentence what it gives.",
  params: [{ name: "text", type: "string", doc: "Say what it is." }],
  returns: "string",
  compile: ([text]) => (row) => text?.(row) ?? null,
  examples: [{ eval: '${name}("a")', is: "a" }],
});
`,
  },
  aggregation: {
    file: (name) => `server/src/languages/spl/aggregations/${name}.ts`,
    text: (name) => `import type { Value } from "#events/value.ts";
import { defineAggregation } from "../define.ts";

export const ${camel(name)} = defineAggregation({
  name: "${name}",
  summary: "Say in one sentence what it gives.",
  returns: "any",
  start: () => {
    let last: Value = null;
    return {
      add: (value) => {
        last = value;
      },
      result: () => last,
    };
  },
  examples: [{ agg: "${name}(x)", rows: [{ x: "1" }], is: "1" }],
});
`,
  },
  check: {
    file: (name) => `server/src/checks/${name.includes("/") ? name : `spl/${name}`}.ts`,
    text: (name) => (/^(?:attack|document|rule)\//.test(name) ? ruleCheck(name) : splCheck(name)),
  },
  reader: {
    file: (name) => `server/src/engine/readers/${name}.ts`,
    text: (name) => `import type { Reader } from "./reader.ts";

/** Say what the format is and where it is described. */
export const ${camel(name)}: Reader = {
  id: "${name}",
  title: "Say its name",
  extensions: [".${name}"],
  detect: () => 0,
  async *read(source, context) {
    for await (const chunk of source.chunks()) {
      context.signal.throwIfAborted();
      context.progress(chunk.length);
      yield [];
    }
  },
  spansOf: () => [],
};
`,
  },
  provider: {
    file: (name) => `server/src/ide/completion/providers/${name}.ts`,
    text: (name) => `import type { Provider } from "../provider.ts";

/** Say what it offers. */
export const ${camel(name)}: Provider = (context) => (context.kind === "command" ? [] : []);
`,
  },
};

const [kind, name] = process.argv.slice(2);
const unit = KINDS[kind];
if (unit === undefined || name === undefined || !/^[a-z][a-z0-9-]*(?:\/[a-z][a-z0-9-]*)?$/.test(name)) {
  console.error(
    `Usage: npm run new -- ${Object.keys(KINDS).join("|")} NAME   (a name is lower case, words joined by "-")`,
  );
  process.exit(2);
}
const file = unit.file(name);
if (existsSync(at(file))) {
  console.error(`${file} exists already.`);
  process.exit(1);
}
await mkdir(path.dirname(at(file)), { recursive: true });
await writeFile(at(file), unit.text(name));
console.log(`Written: ${file}`);
if (kind === "reader") console.log("List it in server/src/engine/readers/index.ts.");
if (kind === "provider") console.log("List it in server/src/ide/completion/providers.ts.");
process.exitCode = await runScript("generate.mjs");
