import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { type CompiledSearch, compileSpl } from "#engine/compile/spl.ts";
import { memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import { nodeEnvironment } from "#hosts/node/environment.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { expandMacros } from "#semantics/spl/expand.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { walk } from "#syntax/spl/path.ts";
import { type CorpusSearch, corpusSearches } from "#test/support/corpus-searches.ts";
import { shared } from "#test/support/shared.ts";
import { commandTable } from "./command-table.ts";

/** Searches of the corpus that are themselves written wrongly: a parenthesis too many, and one that is not closed. */
const MALFORMED: ReadonlyMap<string, string> = new Map([
  ["CAR-2020-11-008.yaml", "E-PARENS"],
  ["CAR-2020-11-010.yaml", "E-EXPECTED"],
]);
/** Macros that the public content calls and nobody there defines. */
const UNDEFINED_THERE = new Set(["exchange", "get_asset"]);
/** Errors that say a definition is missing, which an author has beside the search. */
const MISSING = new Set(["E-LKTABLE", "E-DMNONE", "E-MACRO"]);

/** What a run says of its result, by the problem's code. */
const GAPS: ReadonlyMap<string, string> = new Map([
  ["E-LKTABLE", "a lookup is a KV store collection or has no file here, so no row matches"],
  ["dataset-unmapped", "no log format is mapped to a data model, so only events with its tags or index belong to it"],
  ["iplocation-database", "there is no location database, so iplocation adds no fields"],
  ["no-op-command", "a command that writes or sends has no effect"],
  ["anomaly-scores", "anomalydetection computes no scores"],
]);

interface Compiled extends CorpusSearch {
  readonly search: CompiledSearch;
}

const pack = shared("corpus/rules/splunk-security_content");
const searches = pack === undefined ? [] : corpusSearches();

describe.skipIf(pack === undefined)("every public search", () => {
  const environment = nodeEnvironment({
    settings: DEFAULT_SETTINGS,
    folders: pack === undefined ? [] : [pack],
    revision: 1,
  });
  const vocabulary = vocabularyOf(environment.dialect);
  const compiled: readonly Compiled[] = searches.map((search) => {
    return { ...search, search: compileSpl(search.text, environment) };
  });
  const detections = compiled.filter(({ file }) => /[\\/]detections[\\/]/.test(file));
  const errors = ({ search }: Compiled) => search.problems.filter(({ severity }) => severity === "error");

  it("is there: 845 detections and CAR's", () => {
    expect(detections.length).toBe(845);
    expect(compiled.length).toBeGreaterThan(880);
  });

  it("parses without a false error, and every stage is known once its macros are in place", () => {
    const wrong: string[] = [];
    for (const { file, text } of searches) {
      const { text: expanded } = expandMacros(text, environment);
      const { tree, problems } = parseSpl(expanded, vocabulary);
      const faults = problems.filter(
        ({ severity, code }) => severity === "error" && code !== MALFORMED.get(basename(file)),
      );
      for (const { code, span } of faults)
        wrong.push(`${basename(file)}: ${code} ${expanded.slice(span.start, span.end)}`);
      walk(tree, (node) => {
        if (node.kind !== "stage" || node.status === "known" || UNDEFINED_THERE.has(node.macro?.name ?? "")) return;
        wrong.push(`${basename(file)}: ${node.status} stage ${expanded.slice(node.span.start, node.span.end)}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  it("is refused, if at all, by the name of a command or of a definition that is missing", () => {
    const otherwise = compiled.flatMap((one) =>
      errors(one)
        .filter(
          ({ code }) =>
            code !== "unsupported-command" && !MISSING.has(code) && code !== MALFORMED.get(basename(one.file)),
        )
        .map(({ code, message }) => `${basename(one.file)}: ${code} ${message}`),
    );
    expect(otherwise).toEqual([]);
    for (const one of compiled) {
      for (const { span, message } of errors(one)) {
        expect(one.text.slice(span.start, span.end), basename(one.file)).not.toBe("");
        expect(message).not.toBe("");
      }
    }
  });

  it("can be run here in at least 97 of 100 detections", () => {
    const table = commandTable(
      compiled.map(({ text }) => text),
      environment,
    );
    const runnable = detections.filter(({ search }) => search.runnable).length;
    const refused = compiled.filter(({ search }) => !search.runnable);
    const share = runnable / detections.length;
    console.info(
      [
        `${runnable} of ${detections.length} detections can be run (${(100 * share).toFixed(1)} %).`,
        ...refused.map(
          (one) =>
            `refused: ${basename(one.file)}: ${[...new Set(errors(one).map(({ message }) => message))].join(" ")}`,
        ),
        ...table.map(({ command, stages, kind }) => `${command.padEnd(16)} ${String(stages).padStart(5)} ${kind}`),
      ].join("\n"),
    );
    expect(share).toBeGreaterThanOrEqual(0.97);
  });

  it("says in the run, for fewer than 5 of 100 detections, which part of the result has nothing to come from here", async () => {
    const gaps = new Map<string, string[]>();
    for (const { file, search } of detections.filter((one) => one.search.runnable)) {
      for (const gap of await statedGaps(search)) gaps.set(gap, [...(gaps.get(gap) ?? []), basename(file)]);
    }
    const concerned = new Set([...gaps.values()].flat());
    const runnable = detections.filter(({ search }) => search.runnable).length;
    console.info(
      [
        `${runnable - concerned.size} of ${detections.length} detections run whole, ${concerned.size} run with a stated gap:`,
        ...[...gaps].map(([gap, files]) => `${gap}: ${files.length}: ${files.join(", ")}`),
      ].join("\n"),
    );
    expect(concerned.size / detections.length).toBeLessThan(0.05);
  });

  it("may call any macro of the content: in one place at least it is without an error", () => {
    const macros = environment.names.macros;
    const wrong = macros.flatMap(({ name, arguments: parameters }) => {
      const call = parameters.length === 0 ? `\`${name}\`` : `\`${name}(${parameters.map(() => "x").join(",")})\``;
      const places = [
        call,
        `a=1 | ${call}`,
        `a=1 | where ${call}`,
        `a=1 | eval y=${call}`,
        `| tstats ${call} count from datamodel=Web`,
      ];
      const found = places.map((text) =>
        compileSpl(text, environment).problems.filter(
          ({ severity, code }) => severity === "error" && code !== "unsupported-command" && !MISSING.has(code),
        ),
      );
      return found.some((errors) => errors.length === 0)
        ? []
        : [`${name}: ${found[1]?.map(({ message }) => message).join(" ")}`];
    });
    expect(wrong).toEqual([]);
    expect(macros.length).toBeGreaterThan(180);
  });
});

/** What a run over one event that fits no detection says to be missing here. */
async function statedGaps(search: CompiledSearch): Promise<ReadonlySet<string>> {
  const events = memoryBatches([{ _time: 1_700_000_000, _raw: "nothing", host: "none" }]);
  const { problems } = await runInMemory(search, { events, settings: DEFAULT_SETTINGS, now: 1_773_200_000 });
  return new Set(problems.flatMap(({ code }) => GAPS.get(code) ?? []));
}
