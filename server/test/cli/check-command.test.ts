import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandLine, json } from "./command-line.ts";

describe("rulehound check", () => {
  const { at, run } = commandLine();

  it("findings as JSON lines with places and fixes, exit code 1; 0 for a clean rule", () => {
    const bad = run("check", "bad.spl", "--format", "json");
    expect(bad.status).toBe(1);
    expect(bad.lines.map(json)).toContainEqual(
      expect.objectContaining({
        path: "bad.spl",
        code: "spl/like-with-star",
        severity: "error",
        text: expect.stringContaining("*gwmi*"),
        range: expect.objectContaining({ start: { line: 0, character: expect.any(Number) } }),
        fixes: expect.arrayContaining([expect.objectContaining({ edits: expect.any(Array) })]),
      }),
    );
    expect(run("check", "good.spl").status).toBe(0);
  });

  it("ids that two rules share, samples that are missing or outside, a date after --now", () => {
    mkdirSync(at("pack/.rulehound"), { recursive: true });
    const rule = (id: string, date: string, ...samples: string[]) =>
      JSON.stringify({ name: "n", id, date, analytics: [{ name: "a", query: "index=x sourcetype=y a=1" }], samples });
    writeFileSync(at("pack/here.jsonl"), "{}\n");
    writeFileSync(
      at("pack/a.rule.yml"),
      rule("SAME", "2026-01-02", "here.jsonl", "*.jsonl", "gone.jsonl", "g*.jsonl", "../log.jsonl")
        .replace(/^\{/, "{\n")
        .replaceAll(',"', ',\n"')
        .replace(/\}$/, "\n}"),
    );
    writeFileSync(at("pack/b.rule.yml"), "name: m\nid: same\nanalytics:\n  - { name: a, query: index=y }\n");
    const { lines, status } = run(
      "check",
      "pack",
      "--format",
      "json",
      "--preset",
      "recommended",
      "--now",
      "2026-01-01",
    );
    const found = lines
      .map((line) => json(line) as { code: string; text: string })
      .filter(({ code }) => code.startsWith("rule/"))
      .map(({ code, text }) => `${code} ${text.replaceAll('"', "")}`);
    expect(found).toEqual([
      "rule/duplicate-id SAME",
      "rule/date 2026-01-02",
      "rule/sample-missing gone.jsonl",
      "rule/sample-missing g*.jsonl",
      "rule/sample-outside ../log.jsonl",
      "rule/duplicate-id same",
    ]);
    expect(status).toBe(1);
    expect(run("check", "pack", "--severity", "rule/date=error", "--format", "json").stdout).not.toContain("rule/date");
  });

  it("writes no control character of a file to the terminal", () => {
    writeFileSync(at("control.spl"), 'index=x \u001b[31m | where a LIKE "*b\u0007*"\n');
    const { stdout } = run("check", "control.spl");
    expect(stdout).toContain("like-with-star");
    expect(/(?![\n\t])\p{Cc}/u.test(stdout)).toBe(false);
  });

  it("severities, SARIF, and usage errors", () => {
    const off = run("check", "bad.spl", "--severity", "spl/like-with-star=off", "--format", "json");
    expect(off.stdout).not.toContain("like-with-star");
    expect(run("check", "bad.spl", "--severity", "spl/no-such-check=off").status).toBe(2);
    expect(run("check", "bad.spl", "--format", "xml").status).toBe(2);
    expect(run("run", "--spl", "index=x", "--sample", "log.jsonl", "--format", "sarif").status).toBe(2);
    const sarif = run("check", "bad.spl", "--format", "sarif");
    expect(sarif.status).toBe(1);
    expect(json(sarif.stdout)).toMatchObject({ version: "2.1.0", runs: [{ results: expect.any(Array) }] });
    expect(run("check", "no-such-file.yml").status).toBe(3);
    expect(run("check", "--explain", "like-with-star").stdout).toContain("## Silence it");
    expect(run("check", "--explain", "attack/technique-revoked").stdout).toContain("After the fix:");
  });
});
