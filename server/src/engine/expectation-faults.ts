const KEYS = ["matches", "count", "rows", "clauses", "lines"];
const BOUNDS = ["min", "max", "exact"];

/** What of a test's `expect:`, plain data, says nothing or cannot be read: a test that states nothing must not pass. */
export function expectationFaults(expect: unknown): readonly string[] {
  if (!isRecord(expect) || Object.keys(expect).length === 0) return ['The test states nothing under "expect".'];
  return Object.entries(expect).flatMap(([key, value]) => {
    if (value === null) return [`"${key}" of "expect" is empty.`];
    switch (key) {
      case "matches":
      case "count":
        return rangeFaults(key, value);
      case "rows":
        return rowFaults(value);
      case "lines":
        return isList(value, isLine) ? [] : ['"lines" is a list of line numbers, from 1.'];
      case "clauses":
        return clauseFaults(value);
      default:
        return [`"${key}" is no key of "expect"; it takes ${KEYS.join(", ")}.`];
    }
  });
}

function rangeFaults(name: string, value: unknown): readonly string[] {
  if (typeof value === "boolean" || isCount(value)) return [];
  const form = `"${name}" is a whole number, true, false, or a mapping of ${BOUNDS.join(", ")}`;
  if (!isRecord(value) || Object.keys(value).length === 0) return [`${form}.`];
  return Object.entries(value).flatMap(([bound, number]) => {
    if (!BOUNDS.includes(bound)) return [`${form}, not ${bound}.`];
    return isCount(number) ? [] : [`"${bound}" of "${name}" is a whole number.`];
  });
}

function rowFaults(value: unknown): readonly string[] {
  const states = (row: unknown): boolean => isRecord(row) && Object.keys(row).length > 0;
  return isList(value, states) && value.length > 0
    ? []
    : ['"rows" is a list of rows, each a mapping of fields to values.'];
}

function clauseFaults(value: unknown): readonly string[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return ['"clauses" is a mapping of clauses to numbers.'];
  return Object.entries(value).flatMap(([clause, range]) => rangeFaults(clause, range));
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isLine(value: unknown): boolean {
  return isCount(value) && value !== 0;
}

function isList(value: unknown, fits: (item: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(fits);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
