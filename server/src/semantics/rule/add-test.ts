import { insert, type TextEdit } from "#base/text-edit.ts";
import { entryOf, itemsOf, valueAt } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";

/** An event that a test is to hold: its JSON object as text. */
export interface NewTest {
  /** Name of the analytic. */
  readonly analytic: string;
  readonly event: string;
  readonly matches: boolean;
}

/**
 * The edit that adds a test with one event to a Rulehound rule file, behind its last test. JSON is YAML, so the event goes in
 * as it is, on one line. Undefined when the file's tests are not written as a block, so that there is no place for one.
 */
export function addTest(text: string, { analytic, event, matches }: NewTest): TextEdit | undefined {
  const root = parseYaml(text).documents.find((document) => entryOf(document, "analytics") !== undefined);
  if (root?.kind !== "mapping" || root.flow) return undefined;
  const tests = valueAt(root, "tests");
  const items = itemsOf(tests);
  if (tests !== undefined && (tests.kind !== "sequence" || tests.flow)) return undefined;
  const last = items.at(-1);
  const first = items[0];
  const indent = first === undefined ? "  " : indentOf(text, first.span.start);
  const name = `${matches ? "matches" : "leaves alone"} event ${items.length + 1}`;
  const lines = [
    `${indent}- name: ${name}`,
    `${indent}  analytic: ${JSON.stringify(analytic)}`,
    `${indent}  events:`,
    `${indent}    - ${event}`,
    `${indent}  expect: { matches: ${matches} }`,
  ];
  const at = last === undefined ? text.length : lineEnd(text, last.span.end);
  const before = at > 0 && text[at - 1] !== "\n" ? "\n" : "";
  const head = tests === undefined ? ["", "tests:"] : [];
  return insert(at, `${before}${[...head, ...lines].join("\n")}\n`);
}

/** The spaces in front of the `-` of a list item whose content begins at `start`. */
function indentOf(text: string, start: number): string {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /^ */.exec(line)?.[0] ?? "";
}

/** The start of the line behind the one that holds the last character before `end`. */
function lineEnd(text: string, end: number): number {
  const at = text.indexOf("\n", Math.max(0, end - 1));
  return at < 0 ? text.length : at + 1;
}
