/** Which code lenses are shown above analytics. */
export interface ShownLenses {
  readonly run: boolean;
  readonly lastRun: boolean;
  readonly findSequence: boolean;
  readonly chooseSample: boolean;
}

/** Which inlay hints are shown. */
export interface ShownHints {
  /** Rows into and out of each stage of the last run. */
  readonly rows: boolean;
  /** The parentheses that Splunk means where AND and OR stand side by side. */
  readonly precedence: boolean;
  /** Names behind UUIDs, their bytes and opnums. */
  readonly interfaces: boolean;
}

export const ALL_LENSES: ShownLenses = { run: true, lastRun: true, findSequence: true, chooseSample: true };
export const ALL_HINTS: ShownHints = { rows: true, precedence: true, interfaces: true };

/** The kinds of a section of the settings: shown unless it says no. */
export function readShown<T extends object>(section: unknown, all: T): T {
  if (typeof section !== "object" || section === null) return all;
  const said = new Map<string, unknown>(Object.entries(section));
  const read = Object.entries(all).map(([kind]) => [kind, said.get(kind) !== false]);
  return Object.fromEntries(read) as T; // The keys of `all`, each true or false.
}
