import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
await oniguruma.loadWASM(readFileSync(wasm).buffer as ArrayBuffer);

const FILES: Readonly<Record<string, string>> = {
  "source.spl": "syntaxes/spl.tmLanguage.json",
  "source.splunk-conf": "syntaxes/splunk-conf.tmLanguage.json",
  "markdown.spl.codeblock": "syntaxes/markdown-spl.tmLanguage.json",
  "yaml.spl.scalar": "syntaxes/yaml-spl.tmLanguage.json",
};

/** The least of the languages into which ours are injected; the editor brings the whole of them. */
const HOSTS: Readonly<Record<string, object>> = {
  "text.html.markdown": {
    scopeName: "text.html.markdown",
    patterns: [
      { begin: "^```", end: "^```", name: "markup.fenced_code.block.markdown" },
      { match: "^#.*$", name: "markup.heading.markdown" },
    ],
  },
  "source.yaml": {
    scopeName: "source.yaml",
    patterns: [{ match: "[\\w-]+(?=:)", name: "entity.name.tag.yaml" }],
  },
};

const INJECTED: Readonly<Record<string, readonly string[]>> = {
  "text.html.markdown": ["markdown.spl.codeblock"],
  "source.yaml": ["yaml.spl.scalar"],
};

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  getInjections: (scope) => [...(INJECTED[scope] ?? [])],
  loadGrammar: async (scope) => {
    const host = HOSTS[scope];
    if (host !== undefined) return textmate.parseRawGrammar(JSON.stringify(host), `${scope}.json`);
    const file = FILES[scope];
    return file === undefined ? null : textmate.parseRawGrammar(readFileSync(`${root}/${file}`, "utf8"), file);
  },
});

/** The innermost scope of each piece of a text, spaces left out. */
async function scopes(scope: string, text: string): Promise<readonly (readonly [string, string])[]> {
  const grammar = await registry.loadGrammar(scope);
  let stack = textmate.INITIAL;
  const found: (readonly [string, string])[] = [];
  for (const line of text.split("\n")) {
    const result = grammar?.tokenizeLine(line, stack);
    for (const token of result?.tokens ?? []) {
      const piece = line.slice(token.startIndex, token.endIndex);
      if (piece.trim() !== "") found.push([piece.trim(), token.scopes.at(-1) ?? ""]);
    }
    stack = result?.ruleStack ?? stack;
  }
  return found;
}

describe("TextMate grammars", () => {
  it("colour commands, functions, clauses, fields, strings and macros of a search", async () => {
    const found = await scopes(
      "source.spl",
      'index=x EventCode=1 | stats count(eval(like(a, "%b%"))) AS n BY user | `mine("x")`',
    );
    expect(found).toContainEqual(["stats", "keyword.control.command.spl"]);
    expect(found).toContainEqual(["like", "support.function.spl"]);
    expect(found).toContainEqual(["BY", "keyword.other.clause.spl"]);
    expect(found).toContainEqual(["EventCode", "variable.other.field.spl"]);
    expect(found).toContainEqual(["mine", "entity.name.function.macro.spl"]);
  });

  it("mark a command that does not exist, and leave comments and strings alone", async () => {
    const found = await scopes("source.spl", 'a | statz b | eval c="| stats" ```| stats```');
    expect(found).toContainEqual(["statz", "invalid.illegal.command.spl"]);
    expect(found.filter(([text, scope]) => text.includes("stats") && scope.includes("command"))).toEqual([]);
  });

  it("find the searches in the fences of Markdown, and only in those", async () => {
    const found = await scopes(
      "text.html.markdown",
      "# Stats\n\n```spl\nindex=x\n| stats count BY user\n```\n\nsee stats\n\n~~~ splunk\n| where a=1\n~~~\n\n```sh\nstats\n```\n# End",
    );
    const commands = found.filter(([, scope]) => scope === "keyword.control.command.spl").map(([text]) => text);
    expect(commands).toEqual(["stats", "where"]);
    expect(found).toContainEqual(["BY", "keyword.other.clause.spl"]);
    expect(found).toContainEqual(["see stats", "text.html.markdown"]);
    expect(found.at(-1)).toEqual(["# End", "markup.heading.markdown"]);
  });

  it("find the searches in the scalars of YAML, and what comes after them", async () => {
    const found = await scopes(
      "source.yaml",
      "name: stats\nsearch: |-\n  index=x\n\n  | stats count\ndate: 1\nanalytics:\n  - query: >\n      index=y\n      | where a=1\n    samples: x\n  - query: '| table a'\n    note: table",
    );
    const commands = found.filter(([, scope]) => scope === "keyword.control.command.spl").map(([text]) => text);
    expect(commands).toEqual(["stats", "where", "table"]);
    const keys = found.filter(([, scope]) => scope === "entity.name.tag.yaml").map(([text]) => text);
    expect(keys).toEqual(["name", "search", "date", "analytics", "query", "samples", "query", "note"]);
  });

  it("find the search behind `search =` of a saved search", async () => {
    const found = await scopes(
      "source.splunk-conf",
      "[Mine]\nsearch = index=x \\\n| stats count\ncron_schedule = * * * * *",
    );
    expect(found).toContainEqual(["stats", "keyword.control.command.spl"]);
    expect(found).toContainEqual(["cron_schedule", "variable.parameter.conf"]);
  });
});
