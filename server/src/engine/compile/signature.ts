import type { Problem } from "#base/problem.ts";
import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import { fromList } from "#events/value.ts";
import type { WireConnection, WireScope } from "#events/wire.ts";
import type { ElementTest } from "#languages/signature/element.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Environment } from "#semantics/environment.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { judge, type SoughtRule, type Verdict } from "../signature/verdict.ts";
import { refusals } from "./signature-refusals.ts";
import type { CompiledSearch } from "./spl.ts";

/**
 * Compiles a signature analytic: its elements are the clauses, and the events of connections in which the condition holds are
 * the rows. Total: gives problems for any text.
 */
export function compileSignature(text: string, environment: Environment): CompiledSearch {
  const rule = parseSignatureRule(text);
  const read = readSignatures(rule, environment.catalog);
  const told = read.problems.map((problem) => {
    return problem.code === "signature/selection" ? { ...problem, severity: "error" as const } : problem;
  });
  const problems: Problem[] = [...told, ...refusals(read.per, read.elements)];
  const { elements, condition, per } = read;
  const clauses = elements.map(({ element }, id) => ({ id, span: element.nameSpan, stage: 0 }));
  const runnable =
    condition !== undefined && elements.length > 0 && problems.every(({ severity }) => severity !== "error");
  const span = rule.condition?.scalar.span ?? { start: 0, end: 0 };
  const operator = condition === undefined ? passNothing : selecting({ elements, condition, per });
  return {
    text,
    stages: [{ span, command: "signature", operator, groups: [], condition: undefined, rowWise: true }],
    clauses,
    problems,
    runnable,
    run: (run) => operator(run.events(), run),
  };
}

const passNothing: Operator = async function* () {};

/** Keeps the events in which the elements were found, of connections in which the condition holds; `conn` where nothing need be found. */
function selecting(rule: SoughtRule): Operator {
  return async function* (input: AsyncIterable<Batch>, run: RunContext) {
    const verdicts = new Map<object, Verdict>();
    for await (const batch of input) {
      run.signal.throwIfAborted();
      const { stageRows } = run;
      if (stageRows !== undefined) stageRows[0] = (stageRows[0] ?? 0) + batch.length;
      const kept: Row[] = batch.filter((row) => keeps(row, { rule, verdicts, run }));
      if (stageRows !== undefined) stageRows[1] = (stageRows[1] ?? 0) + kept.length;
      if (kept.length > 0) yield kept;
    }
  };
}

interface Work {
  readonly rule: SoughtRule;
  /** By connection, or by the list of a capture's connections when it is judged as a whole. */
  readonly verdicts: Map<object, Verdict>;
  readonly run: RunContext;
}

function keeps(row: Row, work: Work): boolean {
  const { rule, verdicts, run } = work;
  const event = row.event;
  const wire = event?.wire;
  if (event === null || wire === undefined) {
    run.problem({
      code: "signature-no-bytes",
      severity: "error",
      message: "A signature is run on a capture or a hexadecimal dump; this sample holds events without bytes.",
    });
    return false;
  }
  const subject = (rule.per === "capture" ? wire.capture?.() : undefined) ?? wire;
  let verdict = verdicts.get(subject);
  if (verdict === undefined) {
    verdict = judge(rule, wire);
    verdicts.set(subject, verdict);
    count(verdict, wire, work);
  }
  if (run.trace !== undefined) explain(row, event.origin.ordinal, verdict, work);
  if (!verdict.holds) return false;
  // What holds because something is absent has no bytes to show: the connection's own event stands for it, or the dump.
  if (verdict.events.size === 0) return !wire.decodes.has("ports") || row.get("sourcetype") === "conn";
  if (!verdict.events.has(event.origin.ordinal)) return false;
  const places = placesIn(event.origin.ordinal, verdict);
  if (places.length > 0) row.set("signature_match", fromList(places));
  return true;
}

/** Counts what each element found, and says what could not be asked. */
function count(verdict: Verdict, wire: WireConnection, { rule, run }: Work): void {
  for (const [id, { element, options, test }] of rule.elements.entries()) {
    const found = verdict.found.get(element.name);
    run.clauseHits[id] = (run.clauseHits[id] ?? 0) + (found?.matches.length ?? 0);
    const span = element.nameSpan;
    // What is given up makes the run fail: connections may be missing or, behind "not", too many.
    if (found?.stopped !== undefined)
      run.problem({ code: "limit-match-steps", severity: "error", message: found.stopped, span });
    else if (found?.complete === false) {
      const message = `"${element.name}" is found more often than is followed; counts and distances are those of the first matches.`;
      run.problem({ code: "limit-signature-matches", severity: "warning", message, span });
    }
    unanswered(element.name, span, test, wire, run);
    if (wire.decodes.has("ports")) continue;
    const asked =
      [options.ports, options.protocols, options.pdus].some((list) => list.length > 0) || options.direction !== "any";
    if (asked || rule.per === "pdu" || rule.per === "stream") {
      const message = `A dump of bytes does not say port, protocol, direction or PDU, so "${element.name}" is looked for without them.`;
      run.problem({ code: "signature-unasked", severity: "info", message, span });
    }
  }
}

function unanswered(
  name: string,
  span: Problem["span"],
  test: ElementTest,
  wire: WireConnection,
  run: RunContext,
): void {
  const bytesAnswer = test.on === "rpc" && test.opnums === undefined;
  if (test.on === "bytes" || bytesAnswer || wire.decodes.has(test.on)) return;
  const message = `"${name}" needs decoded traffic, which a dump of bytes does not have; it is taken as not found.`;
  run.problem({ code: "signature-undecoded", severity: "warning", message, span });
}

/** At most so many places of an element are written into a row. */
const SHOWN_PLACES = 100;

/** Where the elements were found in an event: direction, offset in the stream or dump, and frames. */
function placesIn(ordinal: number, { found }: Verdict): readonly string[] {
  return [...found].flatMap(([name, { matches }]) =>
    matches
      .filter(({ events }) => events.includes(ordinal))
      .slice(0, SHOWN_PLACES)
      .flatMap(({ scope, ranges }) =>
        scope === undefined ? [name] : ranges.map((range) => placeText(name, scope, range)),
      ),
  );
}

function placeText(name: string, scope: WireScope, range: Problem["span"]): string {
  const slices = scope.slices(range).map(({ frame, offset, length }) => `frame ${frame} at ${offset}, ${length} bytes`);
  const side = scope.direction === undefined ? "" : ` ${scope.direction}`;
  const start = scope.offset + range.start;
  return [`${name}:${side} ${start}..${start + range.end - range.start}`, ...slices].join("; ");
}

/** Tells what each element saw in an event: the byte ranges that belong to it. */
function explain(row: Row, ordinal: number, verdict: Verdict, { rule, run }: Work): void {
  for (const [clause, { element }] of rule.elements.entries()) {
    const own = (verdict.found.get(element.name)?.matches ?? []).filter(({ events }) => events.includes(ordinal));
    const ranges = own.flatMap(({ ranges }) => ranges.map(({ start, end }) => `${start}..${end}`));
    const field = ranges.length === 0 ? null : `bytes[${ranges.join(",")}]`;
    run.trace?.(row, { clause, truth: own.length > 0, field, value: field });
  }
}
