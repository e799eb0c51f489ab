import fc from "fast-check";
import { EVENTS, type EventFields, FIELDS, SYSMON } from "./spl-events.ts";

/** The event's values in the forms that authors write, and others that do not fit. */
const literals = (event: EventFields): fc.Arbitrary<string> => {
  const own = Object.values(event).map(String);
  const forms = own.flatMap((text) => [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    `*${text.slice(-8)}`,
    `${text.slice(0, 6)}*`,
    `*${text.slice(2, 9)}*`,
    text.split("\\").at(-1) ?? text,
    /^0x/.test(text) ? String(Number(text)) : text,
  ]);
  return fc.constantFrom(
    ...forms,
    "*",
    "x",
    "4688",
    "1",
    "SYSTEM",
    "0",
    "%exe%",
    "%",
    "XmlWinEventLog",
    "WinEventLog:Security",
    "XmlWinEventLog:Security",
    `XmlWinEventLog:${SYSMON}`,
    "10.0.0.0/8",
    "10",
    "9",
    "500",
    "100",
  );
};

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, (found) => `\\${found}`)}"`;
const field = fc.constantFrom(...FIELDS);

function searchClause(event: EventFields): fc.Arbitrary<string> {
  const value = literals(event).map(quoted);
  const compare = fc
    .tuple(field, fc.constantFrom("=", "!=", "=", "=", ">", "<="), value)
    .map(([name, op, text]) => `${name}${op}${text}`);
  const list = fc
    .tuple(field, fc.array(value, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([name, values, negated]) => `${negated ? "NOT " : ""}${name} IN (${values.join(", ")})`);
  const leaf = fc.oneof(
    { weight: 5, arbitrary: compare },
    { weight: 2, arbitrary: list },
    { weight: 1, arbitrary: value },
  );
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    { weight: 2, arbitrary: fc.tuple(leaf, leaf).map(([a, b]) => `(${a} OR ${b})`) },
    { weight: 1, arbitrary: leaf.map((a) => `NOT (${a})`) },
    { weight: 1, arbitrary: fc.tuple(leaf, leaf).map(([a, b]) => `NOT (${a} ${b})`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(field, fc.constantFrom("10", "500", "9"), fc.constantFrom("9", "100", "10"))
        .map(([name, low, high]) => `(${name}>${low} ${name}<=${high})`),
    },
  );
}

function whereClause(event: EventFields): fc.Arbitrary<string> {
  const value = literals(event).map(quoted);
  const leaf = fc.oneof(
    fc.tuple(field, fc.constantFrom("=", "!=", "==", ">", "<"), value).map(([name, op, text]) => `${name}${op}${text}`),
    fc.tuple(field, value).map(([name, text]) => `like(${name}, ${text})`),
    fc.tuple(field, value).map(([name, text]) => `lower(${name})=${text}`),
    field.map((name) => `isnull(${name})`),
    field.map((name) => `isnotnull(${name})`),
    fc.tuple(field, value).map(([name, text]) => `match(${name}, "(?i)${text.slice(1, 4).replace(/\W/g, ".")}")`),
    fc.tuple(field, value, value).map(([name, a, b]) => `${name} IN (${a}, ${b})`),
    fc.tuple(field, field).map(([a, b]) => `${a}=${b}`),
    fc.tuple(field, value).map(([name, text]) => `coalesce(${name}, "x")!=${text}`),
  );
  return fc.oneof(
    leaf,
    fc.tuple(leaf, leaf).map(([a, b]) => `(${a} OR ${b})`),
    leaf.map((a) => `NOT ${a}`),
  );
}

function stage(event: EventFields): fc.Arbitrary<string> {
  const value = literals(event).map(quoted);
  return fc.oneof(
    { weight: 3, arbitrary: searchClause(event).map((clause) => `search ${clause}`) },
    { weight: 4, arbitrary: whereClause(event).map((clause) => `where ${clause}`) },
    fc.tuple(fc.constantFrom("a", "b", "Image", "user"), field).map(([to, from]) => `eval ${to}=lower(${from})`),
    fc.tuple(field, field).map(([x, y]) => `eval a=coalesce(${x}, ${y}), b=if(isnull(${x}), "x", ${x})`),
    fc
      .tuple(field, value, value)
      .map(([name, x, y]) => `eval a=case(${name}=${x}, "x", ${name}!=${y}, "4688", true(), ${x})`),
    fc.tuple(field, fc.constantFrom("a", "user", "Image")).map(([from, to]) => `rename ${from} AS ${to}`),
    fc.array(field, { minLength: 1, maxLength: 5 }).map((names) => `fields ${names.join(", ")}`),
    fc.array(field, { minLength: 1, maxLength: 3 }).map((names) => `fields - ${names.join(", ")}`),
    fc.array(field, { minLength: 1, maxLength: 5 }).map((names) => `table ${names.join(", ")}`),
    field.map((name) => `stats count by ${name}`),
    fc.tuple(field, field, field).map(([x, y, z]) => `stats count, values(${x}) AS ${y}, dc(${x}) AS b by ${z}`),
    field.map((name) => `stats values(${name}) AS a`),
    field.map((name) => `eventstats count AS b by ${name}`),
    field.map((name) => `dedup ${name}`),
    field.map((name) => `fillnull value="x" ${name}`),
    fc.constantFrom(
      "fillnull",
      "sort - a",
      "head 5",
      "bin _time span=1h",
      "reverse",
      "addtotals",
      'makemv delim=" " CommandLine',
    ),
    field.map((name) => `rex field=${name} "(?<a>[^\\\\\\\\]+)$"`),
    field.map((name) => `mvexpand ${name}`),
    field.map((name) => `regex ${name}="e"`),
    fc.tuple(field, searchClause(event)).map(([name, clause]) => `append [ search ${clause} | fields ${name} ]`),
    fc
      .tuple(field, searchClause(event))
      .map(([name, clause]) => `join type=left ${name} [ search ${clause} | stats count AS b by ${name} ]`),
    fc
      .tuple(field, searchClause(event))
      .map(([name, clause]) => `join ${name} [ search ${clause} | stats count AS b by ${name} ]`),
  );
}

/** Events, each with a search that speaks of its values. */
export const cases = fc.constantFrom(...EVENTS).chain((event) =>
  fc.record({
    event: fc.constant(event),
    spl: fc
      .tuple(
        fc.array(searchClause(event), { minLength: 0, maxLength: 2 }),
        fc.array(stage(event), { minLength: 0, maxLength: 4 }),
      )
      .map(([clauses, stages]) => [`index=* ${clauses.join(" ")}`.trim(), ...stages].join(" | ")),
  }),
);
