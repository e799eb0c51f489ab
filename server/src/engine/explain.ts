import type { Batch } from "#events/batch.ts";
import type { FieldSource, SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { noRows } from "#runtime/collect.ts";
import type { ClauseTrace, RunContext } from "#runtime/run-context.ts";
import type { Dialect } from "#semantics/dialect.ts";
import { type ClauseSpan, clauseSpans } from "./clause-spans.ts";
import { type CompiledSearch, withFields } from "./compile/spl.ts";
import type { Reader } from "./readers/reader.ts";
import { rereadingContext, silentObserver } from "./rereading.ts";
import type { RunOptions } from "./run.ts";
import { openSample, type SampleInput, sampleRows } from "./samples.ts";

/** What a clause saw in one event. */
export interface ClauseExplanation {
  readonly id: number;
  /** null: no answer, since a field is absent; unreached: the event was dropped before, or stands in an aggregated row. */
  readonly truth: boolean | null | "unreached";
  readonly field: string | null;
  /** The value as text, several joined by newlines; null when absent. */
  readonly value: string | null;
  /** The text of the event that made the clause true, in the order of the text. */
  readonly spans: readonly ClauseSpan[];
}

/** One event, and what each clause of a search saw in it. */
export interface EventExplanation {
  readonly origin: Origin;
  /** Epoch seconds; null when the event tells no time. */
  readonly time: number | null;
  /** The event's text, to which spans refer. */
  readonly text: string;
  /** Its fields, as its reader found them. */
  readonly fields: FieldSource;
  readonly clauses: readonly ClauseExplanation[];
}

/**
 * Explains chosen events: reads them again, asks every clause of the search that treats rows one by one, and finds the text
 * that made the true ones true. Events that are not found again are left out. Rejects when cancelled.
 */
export async function explainEvents(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  origins: readonly Origin[],
  dialect: Dialect,
  options: RunOptions,
): Promise<readonly EventExplanation[]> {
  const chosen = await readChosen(samples, origins, options);
  const seen = new Map<SampleEvent, Map<number, Seen>>();
  const trace = (row: Row, told: ClauseTrace): void => {
    if (row.event === null) return;
    let clauses = seen.get(row.event);
    if (clauses === undefined) {
      clauses = new Map();
      seen.set(row.event, clauses);
    }
    const before = clauses.get(told.clause);
    if (before?.trace.truth !== true) clauses.set(told.clause, { trace: told, sources: sourcesOf(row) });
  };
  const bare: RunContext = { ...rereadingContext(search, samples, options), trace };
  const context = withFields(bare, search.fields);
  for await (const _ of explainableRows(search, chosen, dialect, context)) context.signal.throwIfAborted();
  return chosen.map(({ event, reader }) => ({
    origin: event.origin,
    time: event.time,
    text: event.raw(),
    fields: event.fields,
    clauses: search.clauses.map(({ id }) => explained(id, seen.get(event)?.get(id), event, reader)),
  }));
}

interface Seen {
  readonly trace: ClauseTrace;
  readonly sources: ReadonlyMap<string, readonly string[]> | null;
}

/** Rows are changed by later stages, so what is known of their fields now is copied. */
function sourcesOf(row: Row): ReadonlyMap<string, readonly string[]> | null {
  return row.sources === null ? null : new Map(row.sources);
}

function explained(id: number, seen: Seen | undefined, event: SampleEvent, reader: Reader): ClauseExplanation {
  if (seen === undefined) return { id, truth: "unreached", field: null, value: null, spans: [] };
  const { trace, sources } = seen;
  const { truth, field, value } = trace;
  const spans = truth === true ? clauseSpans(trace, sources, event, reader) : [];
  return { id, truth, field, value: toText(value), spans };
}

/**
 * Runs the chosen events through the stages that treat each row by itself. A generating command that reads events is given
 * the chosen ones alone; what it makes of them is not followed further.
 */
function explainableRows(
  { stages, fields }: CompiledSearch,
  chosen: readonly Chosen[],
  dialect: Dialect,
  context: RunContext,
): AsyncIterable<Batch> {
  const rows = (): AsyncIterable<Batch> => {
    const events = once(chosen.map(({ event }) => Row.ofEvent(event)));
    return fields === undefined ? events : fields(events, context);
  };
  const [first] = stages;
  if (first !== undefined && dialect.command(first.command)?.generating === true) {
    return first.operator(noRows(), { ...context, events: rows });
  }
  let output = rows();
  for (const { command, operator, rowWise } of stages) {
    const definition = dialect.command(command);
    if (rowWise !== true && definition?.rowWise !== true && definition?.name !== "join") break;
    output = operator(output, context);
  }
  return output;
}

async function* once(rows: Row[]): AsyncGenerator<Batch> {
  yield rows;
}

interface Chosen {
  readonly event: SampleEvent;
  readonly reader: Reader;
}

async function readChosen(
  samples: readonly SampleInput[],
  origins: readonly Origin[],
  options: RunOptions,
): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  for (const [index, sample] of samples.entries()) {
    const ordinals = new Set(origins.filter((origin) => origin.sample === index).map((origin) => origin.ordinal));
    if (ordinals.size === 0) continue;
    const opened = await openSample(sample.source, options.gunzip);
    const reader = sample.reader ?? opened.reader;
    if (reader === null) continue;
    const only = samples.map((each, i) => ({
      ...each,
      reader,
      source: i === index ? opened.source : emptySource(each),
    }));
    for await (const batch of sampleRows(only, options.settings, silentObserver(options))) {
      for (const { event } of batch) {
        if (event !== null && ordinals.delete(event.origin.ordinal)) chosen.push({ event, reader });
      }
      if (ordinals.size === 0) break;
    }
  }
  return chosen;
}

function emptySource({ source }: SampleInput): SampleInput["source"] {
  return { name: source.name, size: 0, async *chunks() {} };
}
