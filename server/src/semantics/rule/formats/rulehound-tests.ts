import { closest } from "#base/closest.ts";
import { keyText, type YamlEntry, type YamlNode } from "#syntax/yaml/node.ts";
import type { Analytic, Located, RuleTest, SampleRef } from "../rule-file.ts";
import { RULEHOUND_SHAPE as SHAPE } from "./rulehound-shape.ts";
import { readSamples } from "./samples.ts";
import type { ShapeReader } from "./shape-reader.ts";

/** The tests of a rule file. A test without samples and events of its own runs on its analytic's, or on the file's. */
export function readTests(
  reader: ShapeReader,
  entry: YamlEntry | undefined,
  analytics: readonly Analytic[],
  shared: readonly SampleRef[],
): readonly RuleTest[] {
  return reader.list(entry, '"tests"').flatMap((item, index): readonly RuleTest[] => {
    const entries = reader.mapping(item, SHAPE.test, "a test");
    if (entries === undefined) return [];
    const name = reader.text(entries.get("name"), SHAPE.test.name);
    const named = reader.text(entries.get("analytic"), SHAPE.test.analytic);
    const analytic = analyticOf(reader, named, analytics, item);
    const own = [...readSamples(reader, entries.get("sample")), ...readSamples(reader, entries.get("samples"))];
    const eventsEntry = entries.get("events");
    const events = eventsEntry && reader.rows(eventsEntry);
    const expected = entries.get("expect");
    checkExpect(reader, expected);
    const inherited = events === undefined ? (analytic?.samples ?? shared) : [];
    return [
      {
        name: name ?? { value: `Test ${index + 1}`, span: item.span },
        analytic: analytic?.id,
        samples: own.length > 0 ? own : inherited,
        ...(events !== undefined && { events }),
        expect: expected === undefined ? null : reader.data(expected.value),
        span: item.span,
      },
    ];
  });
}

/** The analytic that a test names, or the file's only one. */
function analyticOf(
  reader: ShapeReader,
  named: Located | undefined,
  analytics: readonly Analytic[],
  test: YamlNode,
): Analytic | undefined {
  if (named === undefined) {
    if (analytics.length <= 1) return analytics[0];
    const message = 'The file has several analytics, so this test must name its own with the key "analytic".';
    const at = test.kind === "mapping" ? (test.entries[0]?.key.span ?? test.span) : test.span;
    reader.problems.push({ code: "rule/missing-key", severity: "error", span: at, message });
    return undefined;
  }
  const found = analytics.find(({ name, id }) => name === named.value || id === named.value);
  if (found !== undefined) return found;
  const near = closest(
    named.value,
    analytics.map(({ name }) => name),
  );
  reader.problems.push({
    code: "rule/unknown-analytic",
    severity: "error",
    span: named.span,
    message: `No analytic of this file has the name "${named.value}".`,
    ...(near !== undefined && {
      help: `Did you mean "${near}"?`,
    }),
    ...(near !== undefined &&
      isFlow(named) && {
        // A text in double quotes is the same in JSON and in YAML.
        fix: { title: `Change to "${near}"`, edits: [{ span: named.span, text: JSON.stringify(near) }] },
      }),
  });
  return undefined;
}

/** Whether a text is written plainly or in quotes on one line, and not as a block. */
function isFlow({ value, span }: Located): boolean {
  const surplus = span.end - span.start - value.length;
  return surplus === 0 || surplus === 2;
}

function checkExpect(reader: ShapeReader, entry: YamlEntry | undefined): void {
  if (entry === undefined) return;
  const parts = reader.mapping(entry.value, SHAPE.expect, '"expect"', entry.key.span);
  for (const part of parts?.values() ?? []) {
    const shape = SHAPE.expect[keyText(part) ?? ""];
    if (shape?.type === "range") reader.range(part, SHAPE.range);
    else if (shape?.type === "rows") reader.rows(part);
    else if (shape?.type === "counts") reader.counts(part);
    else if (shape?.type === "ranges") checkClauses(reader, part);
  }
}

function checkClauses(reader: ShapeReader, entry: YamlEntry): void {
  const node = reader.resolve(entry.value);
  if (node.kind === "mapping") for (const clause of node.entries) reader.range(clause, SHAPE.range);
  else if (node.kind !== "broken") {
    const message = '"clauses" must be a mapping of clauses, as written in the query, to counts.';
    reader.problems.push({ code: "rule/wrong-type", severity: "error", span: entry.key.span, message });
  }
}
