/** A cell of a result: a text, several texts, or null for an absent field. */
export type ResultCell = string | readonly string[] | null;

/** What a run gave, as far as expectations speak of it. */
export interface TestedResult {
  /** Events behind the result rows. */
  readonly matches: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly table: readonly (readonly ResultCell[])[];
  /** The clauses as written, with the number of events for which each held. */
  readonly clauses: readonly { readonly text: string; readonly hits: number }[];
  /** One-based lines of the samples on which events behind the result rows begin; events written in the test are numbered. */
  readonly lines: readonly number[];
}

/** An expectation that did not hold. */
export interface Failure {
  /** Which key of `expect`: `matches`, `rows[1]`, `clauses.EventCode=1`. */
  readonly key: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Compares a result with a test's `expect:`, plain data in which {@link expectationFaults} finds nothing. All that is stated must
 * hold; the result is what did not.
 */
export function checkExpectations(expect: unknown, result: TestedResult): readonly Failure[] {
  if (!isRecord(expect)) return [];
  const failures: Failure[] = [];
  const range = (key: string, wanted: unknown, actual: number, what: string): void => {
    if (inRange(wanted, actual)) return;
    const expected = rangeText(wanted);
    failures.push({ key, message: `${what}: expected ${expected}, got ${actual}.`, expected, actual: String(actual) });
  };
  if (expect.matches !== undefined) range("matches", expect.matches, result.matches, "Matching events");
  if (expect.count !== undefined) range("count", expect.count, result.rows, "Result rows");
  if (Array.isArray(expect.rows)) failures.push(...missingRows(expect.rows, result));
  if (isRecord(expect.clauses)) {
    for (const [clause, wanted] of Object.entries(expect.clauses)) {
      const found = result.clauses.filter(({ text }) => sameClause(text, clause));
      const key = `clauses.${clause}`;
      const [first] = found;
      if (first === undefined) failures.push(unknownClause(key, clause, result));
      else range(key, wanted, Math.max(...found.map(({ hits }) => hits)), `The clause ${clause}`);
    }
  }
  if (Array.isArray(expect.lines)) failures.push(...otherLines(expect.lines, result.lines));
  return failures;
}

/** Whether a number is what a range asks for: a number, true (at least one), false (none), or min, max and exact. */
function inRange(wanted: unknown, actual: number): boolean {
  if (typeof wanted === "number") return actual === wanted;
  if (typeof wanted === "boolean") return wanted ? actual > 0 : actual === 0;
  if (!isRecord(wanted)) return false;
  const { min, max, exact } = wanted;
  if (typeof min === "number" && actual < min) return false;
  if (typeof max === "number" && actual > max) return false;
  return typeof exact !== "number" || actual === exact;
}

function rangeText(wanted: unknown): string {
  if (wanted === true) return "at least 1";
  if (wanted === false) return "none";
  if (!isRecord(wanted)) return String(wanted);
  const parts: string[] = [];
  if (typeof wanted.exact === "number") parts.push(`exactly ${wanted.exact}`);
  if (typeof wanted.min === "number") parts.push(`at least ${wanted.min}`);
  if (typeof wanted.max === "number") parts.push(`at most ${wanted.max}`);
  return parts.join(" and ") || "a range without bounds";
}

/** Each expected row must be one of the result's, no row of which stands for two. */
function missingRows(expected: readonly unknown[], { columns, table, rows }: TestedResult): readonly Failure[] {
  const free = new Set(table.keys());
  return expected.flatMap((row, index): Failure[] => {
    if (!isRecord(row)) return [];
    const fits = [...free].find((at) => differences(row, columns, table[at] ?? []).length === 0);
    if (fits !== undefined) {
      free.delete(fits);
      return [];
    }
    const nearest = [...free]
      .map((at) => ({ at, wrong: differences(row, columns, table[at] ?? []) }))
      .sort((a, b) => a.wrong.length - b.wrong.length)[0];
    const beyond = rows > table.length ? ` Only the first ${table.length} of ${rows} rows were compared.` : "";
    const near = nearest === undefined ? "there is no row" : `the nearest has ${cellsText(nearest, columns, table)}`;
    return [
      {
        key: `rows[${index}]`,
        message: `No row has all of these fields: ${near}.${beyond}`,
        expected: JSON.stringify(row, null, 2),
        actual:
          nearest === undefined ? "no row" : JSON.stringify(partOf(row, columns, table[nearest.at] ?? []), null, 2),
      },
    ];
  });
}

function differences(
  row: Readonly<Record<string, unknown>>,
  columns: readonly string[],
  cells: readonly ResultCell[],
): readonly string[] {
  return Object.keys(row).filter((name) => !sameValue(row[name], cells[columns.indexOf(name)] ?? null));
}

function sameValue(expected: unknown, actual: ResultCell): boolean {
  if (expected === null || actual === null) return expected === actual;
  const wanted = (Array.isArray(expected) ? expected : [expected]).map(String);
  const given = typeof actual === "string" ? [actual] : actual;
  return wanted.length === given.length && wanted.every((text, i) => text === given[i]);
}

/** The values of a row that differ from the wanted ones, the first few. */
function cellsText(
  { at, wrong }: { readonly at: number; readonly wrong: readonly string[] },
  columns: readonly string[],
  table: TestedResult["table"],
): string {
  const shown = wrong.slice(0, 4).map((name) => {
    const cell = table[at]?.[columns.indexOf(name)] ?? null;
    return cell === null ? `no ${name}` : `${name}=${JSON.stringify(cell).slice(0, 100)}`;
  });
  return `${shown.join(", ")}${wrong.length > shown.length ? ` and ${wrong.length - shown.length} more differences` : ""}`;
}

function partOf(row: Readonly<Record<string, unknown>>, columns: readonly string[], cells: readonly ResultCell[]) {
  return Object.fromEntries(Object.keys(row).map((name) => [name, cells[columns.indexOf(name)] ?? null]));
}

/** Clauses are compared as written, runs of spaces counting as one. */
function sameClause(a: string, b: string): boolean {
  return a.replace(/\s+/g, " ").trim() === b.replace(/\s+/g, " ").trim();
}

function unknownClause(key: string, clause: string, { clauses }: TestedResult): Failure {
  const known = clauses.map(({ text }) => text).join("\n");
  return { key, message: `The query has no clause ${clause}.`, expected: clause, actual: known };
}

function otherLines(expected: readonly unknown[], actual: readonly number[]): readonly Failure[] {
  const wanted = expected.filter((line): line is number => typeof line === "number");
  const missing = wanted.filter((line) => !actual.includes(line));
  const more = actual.filter((line) => !wanted.includes(line));
  if (missing.length === 0 && more.length === 0) return [];
  const said = [
    ...(missing.length > 0 ? [`no match on ${list(missing)}`] : []),
    ...(more.length > 0 ? [`also a match on ${list(more)}`] : []),
  ];
  return [
    {
      key: "lines",
      message: `The matched events are others: ${said.join(", ")}.`,
      expected: wanted.join("\n"),
      actual: actual.join("\n"),
    },
  ];
}

function list(lines: readonly number[]): string {
  const shown = lines.slice(0, 10).join(", ");
  const noun = lines.length === 1 ? "line" : "lines";
  return lines.length > 10 ? `${noun} ${shown} and ${lines.length - 10} more` : `${noun} ${shown}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
