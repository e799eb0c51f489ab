import { lineageOf } from "#events/lineage.ts";
import type { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import type { PassedRow } from "#semantics/dialect.ts";
import { type CompiledSearch, type CompiledSearchStage, withFields } from "../compile/spl.ts";
import { rereadingContext } from "../rereading.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import type { Fate } from "./follow.ts";
import { observeRun } from "./observe.ts";

interface Losing {
  readonly search: CompiledSearch;
  readonly samples: readonly SampleInput[];
  readonly options: RunOptions;
  readonly fate: Fate;
  /** The row that the first command made of the event, when it gets none. */
  readonly asked: Row | undefined;
}

/** Why a stage lost the row that held the event, when its command can tell; null when it cannot. */
export async function toldLoss(losing: Losing, stage: CompiledSearchStage, index: number): Promise<string | null> {
  const { search, samples, options, fate } = losing;
  const lost = fate.rows[index];
  if (lost === undefined || stage.loss === undefined) return null;
  const context = withFields(rereadingContext(search, samples, options), search.fields);
  const passed = (test: (row: Row) => boolean): Promise<PassedRow | undefined> => firstPassed(losing, index, test);
  return await stage.loss()({ row: lost.row, position: lost.position, passed }, context);
}

/** Why a stage lost the row that held the event, where its command says nothing: its absent groups, else the row. */
export function plainLoss({ fate, asked }: Losing, { command, groups }: CompiledSearchStage, index: number): string {
  const lost = fate.rows[index];
  const row = lost?.row ?? asked;
  const missing = row === undefined ? [] : groups.filter((name) => !row.has(name));
  if (missing.length > 0) {
    const names = missing.map((name) => `\`${name}\``).join(", ");
    const noun = lost?.own !== false ? "event" : "row";
    return `${command} groups by ${names}, which ${missing.length === 1 ? "is" : "are"} absent in this ${noun}: a row without it is in no group.`;
  }
  if (row !== undefined) return `${command} does not let the row through that this event went into: ${rowText(row)}.`;
  const groupless = groups.length === 0 ? "" : ", or a field is absent that it groups by";
  return `No row of ${command} holds this event: it is not in its dataset${groupless}.`;
}

async function firstPassed(
  { search, samples, options }: Losing,
  stage: number,
  test: (row: Row) => boolean,
): Promise<PassedRow | undefined> {
  let found: PassedRow | undefined;
  const observe = (at: number, side: "in" | "out", batch: readonly Row[]): void => {
    if (at !== stage || side !== "out" || found !== undefined) return;
    const row = batch.find(test);
    if (row === undefined) return;
    const { origins, count } = lineageOf(row);
    const [origin] = origins;
    const line = count === 1 ? origin?.line : undefined;
    found = { row: row.copy(), line };
  };
  await observeRun(search, samples, options, { observe });
  return found;
}

/** Fields that say nothing of what a row is about. */
const DULL = /^(?:_.*|linecount|punct|date_.*|time(?:start|end)pos|splunk_server)$/;

/** The first fields of a row for a sentence. */
export function rowText(row: Row): string {
  const shown = [...row.entries()].filter(([name]) => !DULL.test(name)).slice(0, 8);
  return shown.map(([name, value]) => `${name}=${valueText(toText(value) ?? "")}`).join(", ");
}

function valueText(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
