import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { diagnoseAnalytic } from "#checks/diagnose.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { type RunOptions, runSearch } from "#engine/run.ts";
import type { SampleInput } from "#engine/samples.ts";
import { bytesSource } from "#engine/sources.ts";
import { nodeEnvironment } from "#hosts/node/environment.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { analyse } from "#test/checks/support.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";
import { shared } from "#test/support/shared.ts";
import { ATOMIC_WMI_CASES } from "./atomic-wmi-cases.ts";
import { ATTACK_CASES } from "./attack-cases.ts";
import { jsonLinesLog } from "./corpus-logs.ts";
import { RECORD_CASES } from "./record-cases.ts";

const corpus = shared("corpus");
const OPTIONS: RunOptions = {
  signal: new AbortController().signal,
  settings: DEFAULT_SETTINGS,
  now: 1_773_200_000,
  clock: () => 0,
};

/** Proofs that the search as a whole returns nothing. */
function proofs(spl: string): readonly string[] {
  return diagnoseAnalytic(analyse(spl))
    .filter(({ grade, facts }) => grade === "proved" && facts.some(({ empties }) => empties))
    .map(({ code }) => code);
}

describe.skipIf(corpus === undefined)("proofs against recorded events", () => {
  const root = corpus ?? "";
  const environment = nodeEnvironment({
    settings: DEFAULT_SETTINGS,
    folders: corpus === undefined ? [] : [join(root, "rules/splunk-security_content")],
    revision: 1,
  });
  const searches = corpus === undefined ? [] : corpusSearches();

  async function rowsOn(spl: string, sample: SampleInput): Promise<number> {
    const search = compileSpl(spl, environment);
    if (!search.runnable) return 0;
    for await (const told of runSearch(search, [sample], OPTIONS))
      if (told.kind === "summary") return told.summary.rows;
    return 0;
  }

  it("no detection that finds something in the logs is proved to return nothing", () => {
    const finding = new Set([...ATOMIC_WMI_CASES, ...ATTACK_CASES, ...RECORD_CASES].map(({ rule }) => rule));
    const found = searches.filter(({ file }) => finding.has(basename(file).replace(/\.ya?ml$/, "")));
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter(({ text }) => proofs(text).length > 0).map(({ file }) => basename(file))).toEqual([]);
  });

  it("what is proved to return nothing returns nothing on any log", async () => {
    const proved = searches.filter(({ text }) => proofs(text).length > 0);
    const folder = join(root, "logs/jsonl");
    const files = readdirSync(folder)
      .filter((name) => /\.(jsonl|json|zip|gz)$/.test(name))
      .sort();
    const wrong: string[] = [];
    for (const file of files) {
      const log = jsonLinesLog([join(folder, file)]);
      for (const { name, bytes } of log.files) {
        const sample = { source: bytesSource(name, bytes), defaults: {} };
        for (const { text, file: rule } of proved) {
          const rows = await rowsOn(text, sample);
          if (rows > 0) wrong.push(`${basename(rule)} returns ${rows} rows on ${file}`);
        }
      }
    }
    console.log(`${proved.length} searches proved to return nothing, on ${files.length} logs`);
    expect(wrong).toEqual([]);
  });
});
