import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { explain } from "#hosts/cli/explain.ts";
import { test as runTests } from "#hosts/cli/test.ts";

const RULE = `name: Rule
analytics:
  - name: create
    query: |
      index=* EventCode=4688 | where CommandLine="*create*"
samples: log.jsonl
tests:
  - name: nothing
    expect: { matches: false }
  - name: two
    expect: { matches: 2 }
  - name: written here
    events: [{ Channel: Security, EventID: 4688, CommandLine: "*create*" }]
    expect: { lines: [1], rows: [{ EventCode: 4688 }] }
`;

describe("tests and explanations on the command line", () => {
  let folder: string;
  let rule: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "rulehound-tests-"));
    rule = path.join(folder, "a.rule.yml");
    const events = ["wmic process call create a", "dir"].map((CommandLine) =>
      JSON.stringify({ Channel: "Security", EventID: 4688, CommandLine }),
    );
    writeFileSync(path.join(folder, "log.jsonl"), `${events.join("\n")}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function printed(program: (args: readonly string[]) => Promise<number>, ...args: string[]) {
    const out: string[] = [];
    const write = (text: string | Uint8Array): boolean => {
      out.push(String(text));
      return true;
    };
    const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write").mockImplementation(write));
    try {
      return { code: await program(args), text: out.join("") };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  it("tells which expectations hold, and writes the numbers that do not", async () => {
    writeFileSync(rule, RULE);
    const first = await printed(runTests, rule, "--no-color");
    expect(first.code).toBe(1);
    expect(first.text).toContain("Matching events: expected 2, got 0.");
    expect(first.text).toContain("2 passed, 1 failed, 0 could not be run");
    expect((await printed(runTests, rule, "--update")).code).toBe(1);
    expect(readFileSync(rule, "utf8")).toBe(RULE.replace("{ matches: 2 }", "{ matches: 0 }"));
    expect((await printed(runTests, rule)).code).toBe(0);
  });

  it("reports as JUnit, and ends with 3 when a test cannot be run", async () => {
    writeFileSync(rule, `${RULE}  - { name: gone, sample: nix.jsonl, expect: { matches: true } }\n`);
    const { code, text } = await printed(runTests, rule, "--format", "junit");
    expect(code).toBe(3);
    expect(text).toContain('<testsuites tests="4" failures="1" errors="1"');
    expect(text).toMatch(/<error message="[^"]*nix\.jsonl: there is no such file\."/);
  });

  it("explains near misses and one event", async () => {
    writeFileSync(rule, RULE);
    const misses = await printed(explain, rule, "--no-color");
    expect(misses.text).toContain('2 events miss by 1 clause: CommandLine="*create*"');
    const one = await printed(explain, rule, "--event", "1", "--no-color");
    expect(one.text).toContain("repair: Use like() with %");
    expect(one.code).toBe(0);
    expect((await printed(explain, rule, "--event", "9")).code).toBe(3);
  });
});
