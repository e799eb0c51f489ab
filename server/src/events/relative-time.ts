import { addUnits, snapDown, type TimeUnit, timeUnit } from "./time-unit.ts";
import type { TimeZone } from "./time-zone.ts";

type Step =
  | { readonly kind: "offset"; readonly count: number; readonly unit: TimeUnit }
  | { readonly kind: "snap"; readonly unit: TimeUnit; readonly weekday: number };

/** A relative time such as `-1d@d+3h`: steps that are carried out in order. `now` has none. */
export interface RelativeTime {
  readonly steps: readonly Step[];
}

const STEP = /(?:@([a-z]+)([0-7])?|([+-]?)(\d*)([a-z]+))/y;

/** Reads a relative time modifier (SPL reference 1.6); null when the text is none. */
export function parseRelativeTime(text: string): RelativeTime | null {
  const source = text.trim();
  if (source === "now" || source === "now()") return { steps: [] };
  if (source === "") return null;
  const steps: Step[] = [];
  let at = 0;
  while (at < source.length) {
    STEP.lastIndex = at;
    const found = STEP.exec(source);
    const step = found === null ? null : stepOf(found, steps.length === 0);
    if (step === null) return null;
    steps.push(step);
    at = STEP.lastIndex;
  }
  return { steps };
}

function stepOf(found: RegExpExecArray, first: boolean): Step | null {
  const [, snap, weekday, sign, count, word] = found;
  if (snap !== undefined) {
    const unit = timeUnit(snap);
    if (unit === undefined || (weekday !== undefined && snap !== "w")) return null;
    return { kind: "snap", unit, weekday: Number(weekday ?? 0) % 7 };
  }
  const unit = timeUnit(word ?? "");
  if (unit === undefined || (!first && sign === "")) return null;
  const size = count === "" || count === undefined ? 1 : Number(count);
  return { kind: "offset", count: sign === "-" ? -size : size, unit };
}

/** The epoch time that a relative time means, seen from `from`. */
export function resolveRelativeTime(relative: RelativeTime, from: number, zone: TimeZone): number {
  let time = from;
  for (const step of relative.steps) {
    time =
      step.kind === "offset"
        ? addUnits(time, step.count, step.unit, zone)
        : snapDown(time, step.unit, zone, step.weekday);
  }
  return time;
}
