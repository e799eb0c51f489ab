import type { TextEdit } from "#base/text-edit.ts";
import { entryOf, isEmpty, itemsOf, keyText, valueAt, type YamlEntry, type YamlNode } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";

/** What a test gave, as far as a baseline takes it over. */
export interface BaselineResult {
  readonly matches: number;
  readonly rows: number;
  readonly clauses: readonly { readonly text: string; readonly hits: number }[];
  readonly lines: readonly number[];
}

/**
 * The edits that make a test of a Rulehound rule file expect what it gave: its counts and lines, where it states some that do
 * not hold. Rows are not rewritten: what they leave out was left out on purpose. `keys` are those of the failures.
 */
export function acceptBaseline(
  text: string,
  index: number,
  keys: readonly string[],
  result: BaselineResult,
): readonly TextEdit[] {
  const root = parseYaml(text).documents.find((document) => entryOf(document, "tests") !== undefined);
  const test = itemsOf(valueAt(root, "tests"))[index];
  const expect = valueAt(test, "expect");
  const edits: TextEdit[] = [];
  const put = (entry: YamlEntry | undefined, value: string): void => {
    if (entry === undefined) return;
    if (isEmpty(entry.value))
      edits.push({ span: { start: entry.value.span.end, end: entry.value.span.end }, text: ` ${value}` });
    else edits.push({ span: entry.value.span, text: value });
  };
  if (keys.includes("matches")) put(entryOf(expect, "matches"), String(result.matches));
  if (keys.includes("count")) put(entryOf(expect, "count"), String(result.rows));
  if (keys.includes("lines")) put(entryOf(expect, "lines"), `[${result.lines.join(", ")}]`);
  for (const entry of entriesOf(valueAt(expect, "clauses"))) {
    const clause = keyText(entry) ?? "";
    if (!keys.includes(`clauses.${clause}`)) continue;
    const held = result.clauses.filter(({ text: other }) => other.replace(/\s+/g, " ") === clause.replace(/\s+/g, " "));
    if (held.length > 0) put(entry, String(Math.max(...held.map(({ hits }) => hits))));
  }
  return edits;
}

function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === "mapping" ? node.entries : [];
}
