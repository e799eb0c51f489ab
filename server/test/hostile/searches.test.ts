import { describe, expect, test } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { testCatalog } from "../support/catalog.ts";
import { testEnvironment } from "../support/environment.ts";
import { namesOf, type Texts } from "../workspace/support.ts";

const N = 10_000;

function environment(texts: Texts) {
  const { dialect, settings } = testEnvironment;
  const { names } = namesOf(texts);
  return createEnvironment({ dialect, catalog: testCatalog, settings, names, datasets: () => undefined, revision: 1 });
}

const run = (spl: string, events: readonly Readonly<Record<string, string>>[], over = testEnvironment) =>
  runInMemory(compileSpl(spl, over), {
    events: memoryBatches(events),
    settings: { ...DEFAULT_SETTINGS, eventOrder: "input" },
    now: 0,
  });

describe("searches that are made to break the parser", () => {
  test.each([
    ["parentheses", `index=x ${"(".repeat(N)}a=1${")".repeat(N)}`, /parentheses|nested|levels/],
    ["subsearches", `index=x ${"[search ".repeat(N)}a=1${"]".repeat(N)}`, /too many nested subsearches/],
    ["appends", `index=x ${"| append [search a=1 ".repeat(N)}${"]".repeat(N)}`, /too many nested subsearches/],
    ["parentheses of an expression", `* | eval a=${"(".repeat(N)}1${")".repeat(N)}`, /malformed|levels/],
    ["calls", `* | eval a=${"abs(".repeat(N)}1${")".repeat(N)}`, /malformed|levels/],
    ["NOT", `* | where ${"NOT ".repeat(N)}a=1`, /more than 200 levels deep/],
    ["NOT in a search", `${"NOT ".repeat(N)}a=1`, /more than 200 levels deep/],
    ["signs", `* | eval a=${"-".repeat(N)}1`, /more than 200 levels deep/],
    ["sums", `* | eval a=1${"+1".repeat(N)}`, /more than 1000 levels/],
    ["commands", `* ${"| head 1 ".repeat(N)}`, /more than 2,000 commands/],
    ["ten megabytes in a line", `index=x ${"a".repeat(10_000_000)}`, /10,000,008 characters long; more than 1,000,000/],
    ["two million words", `index=x ${"word ".repeat(2_000_000)}`, /10,000,008 characters long/],
  ])("%s: refused at a place", (_, spl, message) => {
    const { runnable, problems } = compileSpl(spl, testEnvironment);
    expect(runnable).toBe(false);
    const told = problems.find((problem) => message.test(problem.message));
    expect(told?.severity).toBe("error");
    expect(told?.span.start).toBeLessThan(spl.length);
  });

  test.each([
    ["a long IN", `a IN (${"v,".repeat(N)}w)`],
    ["a long IN of where", `* | where a IN (${'"v",'.repeat(N)}"w")`],
    ["a long OR", `${"a=v OR ".repeat(N)}a=w`],
    ["a long AND", `${"NOT a=v ".repeat(N)}a=w`],
    ["a long case", `* | eval b=case(${'a="v",1,'.repeat(N)}a="w",2) | where b=2`],
  ])("%s runs", async (_, spl) => {
    const { rows } = await run(spl, [{ a: "w" }, { a: "u" }]);
    expect(rows.map((row) => row.get("a"))).toEqual(["w"]);
  });

  test("are analysed as other documents are", () => {
    for (const spl of [
      `${"(".repeat(N)}a=1`,
      "[".repeat(2000),
      `a IN (${"v,".repeat(2000)}`,
      '"'.repeat(N),
      "`".repeat(N),
      "|".repeat(N),
    ]) {
      const analysis = analyseDocument(createDocument("file:///x.spl", 1, spl), testEnvironment);
      expect(diagnostics(analysis, { preset: "all", severity: {} }).length).toBeGreaterThan(0);
    }
  });
});

describe("definitions that call each other", () => {
  test("macros in a circle", () => {
    const conf = "[a]\ndefinition = `b`\n[b]\ndefinition = `a`\n";
    const { runnable, problems } = compileSpl("index=x `a`", environment({ "default/macros.conf": conf }));
    expect(runnable).toBe(false);
    expect(problems.map(({ message }) => message).join()).toMatch(/recursi/i);
    expect(problems[0]?.span).toEqual({ start: 8, end: 11 });
  });

  test("macros that double thirty times", () => {
    const conf = Array.from({ length: 30 }, (_, n) => `[m${n}]\ndefinition = \`m${n + 1}\` \`m${n + 1}\`\n`).join("");
    const over = environment({ "default/macros.conf": `${conf}[m30]\ndefinition = a=1\n` });
    const { runnable, problems } = compileSpl("index=x `m0`", over);
    expect(runnable).toBe(false);
    expect(problems[0]?.message).toMatch(/expands to more than/);
    expect(problems.length).toBeLessThan(1000);
    expect(problems.every(({ span }) => span.start >= 8 && span.end <= 12)).toBe(true);
  });

  test("event types in a circle, and lookups, saved searches that name themselves", async () => {
    const over = environment({
      "default/eventtypes.conf":
        "[a]\nsearch = eventtype=b\n[b]\nsearch = eventtype=a\n[c]\nsearch = x=1 OR eventtype=c\n",
      "default/savedsearches.conf": "[s]\nsearch = | savedsearch s\n",
      "default/macros.conf": '[e]\ndefinition = "`e`"\niseval = 1\n',
    });
    const { rows } = await run("eventtype=c", [{ x: "1" }, { x: "2" }], over);
    expect(rows.map((row) => row.get("x"))).toEqual(["1"]);
    expect((await run("eventtype=a", [{ x: "1" }], over)).rows).toEqual([]);
    const saved = compileSpl("| savedsearch s", over);
    expect(saved.runnable).toBe(false);
    expect(saved.problems.map(({ severity }) => severity)).toContain("error");
    expect(compileSpl("index=x `e`", over).runnable).toBe(false);
  });
});

describe("rule files that are made to break their readers", () => {
  test.each([
    ["flow sequences", "rule.yml", `name: x\na: ${"[".repeat(100_000)}`],
    ["flow mappings", "rule.yml", `name: x\na: ${"{a: ".repeat(100_000)}`],
    ["indentation", "rule.yml", Array.from({ length: 1000 }, (_, n) => `${" ".repeat(n)}a:`).join("\n")],
    ["sequences in a line", "rule.yml", `${"- ".repeat(100_000)}a`],
    ["JSON", "rule.yml", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`],
    [
      "aliases that double",
      "rule.yml",
      `a0: &a0 [x,x]\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n},*a${n}]`).join("\n")}\n`,
    ],
    ["quotes of Markdown", "rule.md", `${">".repeat(100_000)} x\n\`\`\`spl\nindex=x\n\`\`\`\n`],
    ["lists of Markdown", "rule.md", `${"* ".repeat(50_000)}x\n\`\`\`spl\nindex=x\n\`\`\`\n`],
    ["brackets of Markdown", "rule.md", `${"[".repeat(50_000)}x${"]".repeat(50_000)}\n`],
    ["stanzas", "savedsearches.conf", `${"[".repeat(100_000)}\nsearch = ${"\\\n".repeat(50_000)}`],
  ])("%s", (_, name, text) => {
    const analysis = analyseDocument(createDocument(`file:///${name}`, 1, text), testEnvironment);
    expect(diagnostics(analysis, { preset: "all", severity: {} }).length).toBeGreaterThanOrEqual(0);
    expect(analysis.rule.analytics.length).toBeLessThan(10);
  });
});
