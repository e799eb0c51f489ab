import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ruleOutcome } from "#test/support/rule-outcome.ts";
import { expandSnippet } from "#test/support/snippet.ts";

const snippets = JSON.parse(readFileSync(new URL("../../../snippets/rule.json", import.meta.url), "utf8")) as Record<
  string,
  { prefix: string; description: string; body: string[] }
>;

const text = (name: string): string => expandSnippet(snippets[name]?.body ?? []);
const indented = (name: string): string => text(name).replace(/^/gm, "  ");
const head = "name: Name of the detection\nid: 7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e11\ndate: 2026-03-09\n";
const sound = { format: "rulehound", analytics: 1, findings: [] };

describe("the snippets of rule files", () => {
  it("write a rule file whose test passes", async () => {
    expect(await ruleOutcome("a.rule.yml", text("Rulehound rule file"))).toEqual({ ...sound, tests: ["passed"] });
  });

  it("write analytics, samples and tests into one", async () => {
    const parts = [
      `analytics:\n${indented("Rulehound analytic")}`,
      text("Rulehound samples"),
      `tests:\n${indented("Rulehound test on events")}\n${indented("Rulehound test on a log")}`,
    ];
    const found = await ruleOutcome("/nowhere/a.rule.yml", `${head}${parts.join("\n")}\n`);
    expect(found).toMatchObject(sound);
    expect(found.tests).toEqual(["passed", expect.stringMatching(/^refused.*workstation\.jsonl/)]);
  });

  it("write a signature rule", async () => {
    expect(await ruleOutcome("a.rule.yml", text("Rulehound signature"))).toEqual({ ...sound, tests: [] });
  });

  it("are all tested here, with prefixes that begin alike", () => {
    expect(Object.keys(snippets)).toEqual([
      "Rulehound rule file",
      "Rulehound analytic",
      "Rulehound samples",
      "Rulehound test on a log",
      "Rulehound test on events",
      "Rulehound signature",
    ]);
    for (const { prefix } of Object.values(snippets)) expect(prefix).toMatch(/^rulehound/);
  });
});
