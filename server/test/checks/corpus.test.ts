import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { checks } from "#checks/index.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { shared } from "#test/support/shared.ts";

const root = shared("corpus/rules/splunk-security_content");
const presets = new Map<string, string>(checks.map((check) => [check.id, check.preset]));

/** Every diagnostic of the corpus as `file code severity grade: fragment`, and the number of essential ones a search. */
function checkCorpus(folder: string) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yml"));
  const lines: { readonly preset: string; readonly line: string; readonly proved: boolean }[] = [];
  const essential: number[] = [];
  for (const file of files.sort()) {
    const text = readFileSync(join(folder, file), "utf8");
    const analysis = analyseDocument(createDocument(file, 1, text), testEnvironment);
    if (analysis.analytics.length === 0) continue;
    const all = diagnostics(analysis, { preset: "all", severity: {} });
    for (const { code, severity, grade, span, message } of all) {
      const fragment = text.slice(span.start, span.end).replace(/\s+/g, " ").slice(0, 80);
      const preset = presets.get(code) ?? "essential";
      lines.push({
        preset,
        proved: grade === "proved",
        line: `${code} ${severity} ${grade} ${file}: ${fragment} — ${message}`,
      });
    }
    essential.push(all.filter(({ code }) => (presets.get(code) ?? "essential") === "essential").length);
  }
  return { lines, essential: essential.sort((a, b) => a - b) };
}

/** Checks whose proofs are judged in groups; the page states how many there are. */
const GROUPED: ReadonlySet<string> = new Set([
  "attack/technique-revoked",
  "syntax/E-EVENTTYPE",
  "spl/unsupported-command",
  "spl/noop-command",
]);

/** The proofs that `docs/evaluation/proofs.md` judges: `check detection` to their number, and `check` for groups. */
function judged(): ReadonlyMap<string, number> {
  const page = readFileSync(new URL("../../../docs/evaluation/proofs.md", import.meta.url), "utf8");
  const counts = new Map<string, number>();
  for (const line of page.split("\n")) {
    const [, check = "", second = "", third = ""] = line.split("|").map((cell) => cell.trim());
    if (!check.includes("/")) continue;
    if (GROUPED.has(check)) counts.set(check, Number(second));
    else counts.set(`${check} ${second}`, Number(/^(\d+) ×/.exec(third)?.[1]));
  }
  return counts;
}

describe.skipIf(root === undefined)("published detections", () => {
  it("get few essential findings, and only proofs that were judged", () => {
    const { lines, essential } = checkCorpus(root ?? "");
    const report = process.env.RULEHOUND_CORPUS_REPORT;
    if (report !== undefined)
      writeFileSync(
        report,
        lines
          .map(({ preset, line }) => `${preset} ${line}`)
          .sort()
          .join("\n"),
      );
    expect(essential.length).toBeGreaterThan(500);
    expect(essential[essential.length >> 1]).toBeLessThanOrEqual(1);
    const found = new Map<string, number>();
    for (const { line } of lines.filter(({ proved }) => proved)) {
      const [code = "", , , file = ""] = line.split(" ");
      const key = GROUPED.has(code) ? code : `${code} ${file.replace(/^.*\//, "").replace(/\.yml:$/, "")}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...judged()].sort()));
  });
});
