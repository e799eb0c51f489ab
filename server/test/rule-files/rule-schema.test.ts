import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULEHOUND_SHAPE } from "#semantics/rule/formats/rulehound-shape.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { ruleJsonSchema } from "#semantics/rule/rule-json-schema.ts";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

/** The formatter keeps short lists of plain values on one line. */
function asFormatted(json: string): string {
  return json.replace(
    /\[\s+((?:(?:"[^"]*"|\d+),?\s+)+)\]/g,
    (_all, items: string) => `[${items.trim().replace(/,\s+/g, ", ")}]`,
  );
}

describe("the rule file's schema and documentation", () => {
  it("are in step with the parser", async () => {
    const schema = `${asFormatted(JSON.stringify(ruleJsonSchema(), undefined, 2))}\n`;
    await expect(schema).toMatchFileSnapshot("../../../schemas/rulehound-rule.schema.json");
  });

  it("document every key with the same words", () => {
    const page = read("docs/rule-file.md");
    for (const shape of Object.values(RULEHOUND_SHAPE))
      for (const [key, { doc, required }] of Object.entries(shape)) {
        const row = page.split("\n").find((line) => line.startsWith(`| \`${key}\` |`) && line.includes(`| ${doc} |`));
        expect(row, `no row for "${key}"`).toBeDefined();
        expect(row?.includes("required"), `"${key}" required`).toBe(required === true);
      }
  });

  it("show an example that the parser reads without a problem", () => {
    const example = /```yaml\n(name:[\s\S]*?)```/.exec(read("docs/rule-file.md"))?.[1] ?? "";
    const file = parseRuleFile("rule.yml", example);
    expect(file.problems).toEqual([]);
    expect(file.analytics.map(({ id, samples }) => [id, samples.length])).toEqual([
      ["wmic-creates-a-process", 2],
      ["wmi-provider-host-starts-a-shell", 1],
    ]);
    expect(file.tests.map(({ analytic, samples, events }) => [analytic, samples.length, events?.length])).toEqual([
      ["wmic-creates-a-process", 1, undefined],
      ["wmic-creates-a-process", 0, 1],
    ]);
    expect(file.tests[1]?.expect).toEqual({
      matches: false,
      clauses: { "EventCode=1": 1, 'CommandLine="*process call create*"': 0 },
    });
  });
});
