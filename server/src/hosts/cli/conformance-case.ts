import type { MemoryRecord } from "#engine/memory-events.ts";

/** A field of an expected row: a text, or several. */
export type ExpectedRow = Readonly<Record<string, string | readonly string[]>>;

/** A macro of a case, keyed by its name and number of arguments; the last three as in macros.conf. */
interface CaseMacro {
  readonly args?: readonly string[];
  readonly definition: string;
  readonly iseval?: boolean;
  readonly validation?: string;
  readonly errormsg?: string;
}

/** One case of a conformance file: a JSON object on a line. */
export interface ConformanceCase {
  readonly id: string;
  readonly area: string;
  readonly title?: string;
  readonly spl: string;
  /** Events in pipeline order. */
  readonly events: readonly MemoryRecord[];
  readonly lookups: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** By `name(arity)`. */
  readonly macros: Readonly<Record<string, CaseMacro>>;
  /** Epoch seconds. */
  readonly now: number;
  readonly tz: string;
  /** How fields are made of `_raw`; none when absent. */
  readonly extract?: "auto" | "json" | "xml";
  readonly expect: {
    readonly rows?: readonly ExpectedRow[];
    readonly order?: "exact" | "any";
    readonly mode?: "exact" | "subset";
    /** The id of the error that the search must give instead of rows. */
    readonly error?: string;
  };
}

/** A line that is no case: what is wrong with it. */
export interface BadLine {
  readonly line: number;
  readonly message: string;
}

/** Reads the cases of a file; empty lines are skipped. */
export function readCases(text: string): readonly (ConformanceCase | BadLine)[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [caseOf(JSON.parse(line), index)];
    } catch (error) {
      return [{ line: index + 1, message: error instanceof Error ? error.message : String(error) }];
    }
  });
}

function caseOf(given: unknown, index: number): ConformanceCase | BadLine {
  if (given === null || typeof given !== "object") return { line: index + 1, message: "a case is a JSON object" };
  const fields = given as Partial<ConformanceCase>;
  const { id, spl, expect } = fields;
  if (typeof id !== "string" || typeof spl !== "string" || expect === null || typeof expect !== "object") {
    return { line: index + 1, message: "a case needs the texts id and spl, and the object expect" };
  }
  return {
    events: [],
    lookups: {},
    macros: {},
    now: 1_700_000_000,
    tz: "UTC",
    ...fields,
    id,
    spl,
    expect,
    area: fields.area ?? "other",
  };
}
