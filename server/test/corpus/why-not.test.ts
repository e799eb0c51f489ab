import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ConditionTree, clausesIn } from "#engine/compile/condition-tree.ts";
import { type CompiledSearch, compileSpl } from "#engine/compile/spl.ts";
import type { RunOptions } from "#engine/run.ts";
import { runSearch } from "#engine/run.ts";
import { openSample, type SampleInput, sampleRows } from "#engine/samples.ts";
import { bytesSource } from "#engine/sources.ts";
import { askEvents, rowWisePrefix } from "#engine/why-not/ask.ts";
import { whyNot } from "#engine/why-not/why-not.ts";
import type { SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import { nodeEnvironment } from "#hosts/node/environment.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";
import { shared } from "#test/support/shared.ts";
import { ATOMIC_WMI_CASES } from "./atomic-wmi-cases.ts";
import { ATTACK_CASES } from "./attack-cases.ts";
import { jsonLinesLog } from "./corpus-logs.ts";

const corpus = shared("corpus");
const LOGS: Readonly<Record<string, string>> = {
  "atomic-wmi": "attack_data-T1047-atomic_red_team.jsonl.gz",
  "wmi-persistence": "covenant_persistwmi_2019-12-05044734.json",
  "wmi-create": "covenant_sharpwmi_create_dcerpc_wmi_2020-08-06035621.json",
  xsl: "wmic_remote_xsl_jscript_2020-10-1802171958.json",
};
const OPTIONS: RunOptions = {
  signal: new AbortController().signal,
  settings: DEFAULT_SETTINGS,
  now: 1_773_200_000,
  clock: () => 0,
};
const PAIRS = 50;

describe.skipIf(corpus === undefined)("why not, on events that matched until one value was changed", () => {
  const root = corpus ?? "";
  const environment = nodeEnvironment({
    settings: DEFAULT_SETTINGS,
    folders: corpus === undefined ? [] : [join(root, "rules/splunk-security_content")],
    revision: 1,
  });
  const { dialect } = environment;
  const sampleOf = (text: string): SampleInput => ({
    source: bytesSource("log.jsonl", new TextEncoder().encode(text)),
    defaults: {},
  });

  /** The first events behind the result rows. */
  async function matched(search: CompiledSearch, samples: readonly SampleInput[]): Promise<readonly Origin[]> {
    for await (const event of runSearch(search, samples, OPTIONS)) {
      if (event.kind === "summary") return event.summary.matched.origins.slice(0, 3);
    }
    return [];
  }

  async function onlyEvent(text: string) {
    const opened = await openSample(sampleOf(text).source);
    const observer = { signal: OPTIONS.signal, progress() {}, unread() {} };
    for await (const [row] of sampleRows([sampleOf(text)], DEFAULT_SETTINGS, observer)) {
      if (row?.event && opened.reader !== null) return { event: row.event, reader: opened.reader };
    }
    return undefined;
  }

  async function truthsOf(search: CompiledSearch, text: string): Promise<ReadonlyMap<number, boolean | null>> {
    let truths: ReadonlyMap<number, boolean | null> = new Map();
    await askEvents(
      search,
      rowWisePrefix(search, dialect),
      [sampleOf(text)],
      OPTIONS,
      () => true,
      (asked) => {
        truths = asked.truths;
      },
    );
    return truths;
  }

  it("the first reason is the changed value in at least 48 of 50", async () => {
    const texts = new Map(corpusSearches().map(({ file, text }) => [basename(file).replace(/\.ya?ml$/, ""), text]));
    const logs = new Map<string, string>();
    const said: string[] = [];
    let right = 0;
    let pairs = 0;
    for (const { rule, log: name } of [...ATOMIC_WMI_CASES, ...ATTACK_CASES]) {
      const file = LOGS[name];
      if (file === undefined || pairs >= PAIRS) continue;
      const log = logs.get(name) ?? logText(join(root, "logs/jsonl", file));
      logs.set(name, log);
      const search = compileSpl(texts.get(rule) ?? "", environment);
      if (!search.runnable) continue;
      for (const { start, end } of await matched(search, [sampleOf(log)])) {
        const raw = new TextDecoder().decode(new TextEncoder().encode(log).subarray(start, end));
        const found = await onlyEvent(raw);
        const before = await whyNot(search, [sampleOf(raw)], { sample: 0, ordinal: 0 }, dialect, OPTIONS);
        if (found === undefined || before?.verdict !== "matched") continue;
        for (const changed of changes(search, raw, found.event, found.reader)) {
          if (pairs >= PAIRS) break;
          const after = await whyNot(search, [sampleOf(changed.text)], { sample: 0, ordinal: 0 }, dialect, OPTIONS);
          if (after?.verdict !== "dropped" || after.reasons.length === 0) continue;
          const [was, is] = [await truthsOf(search, raw), await truthsOf(search, changed.text)];
          const flipped = search.clauses.filter(({ id }) => was.get(id) === true && is.get(id) !== true);
          const undone = search.clauses.filter(({ id }) => was.get(id) !== true && is.get(id) === true);
          const first = after.reasons[0];
          const fields = fieldsOf(search);
          const blamed = first?.span.start ?? -1;
          // Of alternatives that ask for the same field any may be named.
          const named = [...flipped, ...undone].some(({ span }) => {
            return span.start === blamed || (fields.has(span.start) && fields.get(span.start) === fields.get(blamed));
          });
          pairs++;
          if (named) right++;
          else said.push(`${rule}: changed ${changed.field}, named ${first?.message}`);
        }
      }
    }
    expect(pairs, said.join("\n")).toBe(PAIRS);
    expect(right, said.join("\n")).toBeGreaterThanOrEqual(48);
  });
});

function logText(path: string): string {
  return jsonLinesLog([path])
    .files.map(({ bytes }) => new TextDecoder().decode(bytes))
    .join("\n");
}

type Finds = {
  spansOf(
    event: SampleEvent,
    field: string,
  ): readonly { readonly span: { readonly start: number; readonly end: number } }[];
};

/** The event's text with one value that a clause asks for replaced, for each such field; at most three. */
function changes(search: CompiledSearch, raw: string, event: SampleEvent, reader: Finds) {
  const fields = new Set(
    search.stages.flatMap(({ condition }) => (condition === undefined ? [] : fieldsIn(condition))),
  );
  const base = [...fields].map((name) => name.slice(name.lastIndexOf(".") + 1));
  const asked = [
    ...base,
    ...(base.includes("process_name") ? ["Image"] : []),
    ...(base.includes("process") ? ["CommandLine"] : []),
  ];
  const texts: { field: string; text: string }[] = [];
  for (const field of asked) {
    const [place] = reader.spansOf(event, field);
    if (place === undefined || texts.length === 3) continue;
    const { start, end } = place.span;
    const value = /^\d+$/.test(raw.slice(start, end)) ? "77777" : "zq-changed";
    texts.push({ field, text: raw.slice(0, start) + value + raw.slice(end) });
  }
  return texts;
}

/** The field of each clause that asks for one, by the place of the clause. */
function fieldsOf(search: CompiledSearch): ReadonlyMap<number, string> {
  const fields = new Map<number, string>();
  const visit = (tree: ConditionTree): void => {
    if (tree.kind !== "clause") tree.of.forEach(visit);
    else if (tree.test.field !== undefined) fields.set(tree.span.start, tree.test.field.name);
  };
  for (const { condition } of search.stages) if (condition !== undefined) visit(condition);
  return fields;
}

function fieldsIn(tree: ConditionTree): readonly string[] {
  if (tree.kind === "clause") return tree.test.field === undefined ? [] : [tree.test.field.name];
  return clausesIn(tree).length === 0 ? [] : tree.of.flatMap(fieldsIn);
}
