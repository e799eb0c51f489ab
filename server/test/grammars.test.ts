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
};

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => {
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

  it("find the search behind `search =` of a saved search", async () => {
    const found = await scopes(
      "source.splunk-conf",
      "[Mine]\nsearch = index=x \\\n| stats count\ncron_schedule = * * * * *",
    );
    expect(found).toContainEqual(["stats", "keyword.control.command.spl"]);
    expect(found).toContainEqual(["cron_schedule", "variable.parameter.conf"]);
  });
});
