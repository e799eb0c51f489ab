import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemsOf, valueAt, type YamlFile, type YamlNode } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { type ReadYaml, rereadYaml } from "#syntax/yaml/reread.ts";

const word = fc.constantFrom(
  "a",
  "name",
  "query",
  "x y",
  "index=main",
  "| stats count by host",
  "T1047",
  "it's",
  "#no",
);

/** How a text may stand behind its key; its further lines are indented by the column given. */
const scalar: fc.Arbitrary<(indent: number) => string> = fc.oneof(
  word.map((text) => () => ` ${text}`),
  word.map((text) => () => ` '${text.replaceAll("'", "''")}'`),
  word.map((text) => (indent: number) => ` "${text}\n${" ".repeat(indent)}more"`),
  fc.constantFrom(
    () => "",
    () => " &anchor b",
    () => " *anchor",
    () => " !tag c",
    () => " {a: [1, 2], b: }",
    () => " # note",
  ),
  fc
    .tuple(
      fc.constantFrom("|", ">", "|-", "|+", ">-", "|2"),
      fc.array(fc.oneof(word, fc.constant("")), { maxLength: 4 }),
    )
    .map(
      ([header, lines]) =>
        (indent: number) =>
          ` ${header}\n${lines.map((line) => line && " ".repeat(indent) + line).join("\n")}`,
    ),
);

const { block } = fc.letrec<{ block: (indent: number) => string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthIdentifier: "yaml" },
    fc
      .array(scalar, { minLength: 1, maxLength: 3 })
      .map(
        (values) => (indent: number) =>
          values.map((value, n) => `${" ".repeat(indent)}k${n}:${value(indent + 2)}\n`).join(""),
      ),
    fc
      .array(fc.tuple(word, tie("block"), fc.boolean()), { minLength: 1, maxLength: 3 })
      .map(
        (entries) => (indent: number) =>
          entries
            .map(
              ([key, inner, note], n) =>
                `${" ".repeat(indent)}${key.slice(0, 4)}${n}:\n${inner(indent + (n % 2) * 2 + 1)}${note ? "# note\n" : ""}`,
            )
            .join(""),
      ),
    fc
      .array(tie("block"), { minLength: 1, maxLength: 4 })
      .map(
        (items) => (indent: number) =>
          items.map((item) => `${" ".repeat(indent)}- ${item(indent + 2).trimStart()}`).join(""),
      ),
    fc
      .array(scalar, { minLength: 1, maxLength: 3 })
      .map((items) => (indent: number) => items.map((item) => `${" ".repeat(indent)}-${item(indent + 2)}\n`).join("")),
  ),
}));

const document = fc
  .tuple(
    fc.constantFrom("", "", "", "---\n", "# head\n", "%YAML 1.2\n---\n", "\uFEFF"),
    block,
    fc.constantFrom("", "", "...\n", "\n\n", "# end", "---\nb: 1\n"),
    fc.boolean(),
  )
  .map(([head, body, tail, crlf]) => {
    const text = `${head}${body(0)}${tail}`;
    return crlf ? text.replaceAll("\n", "\r\n") : text;
  });

/** What is put in, mostly what one types; marks of YAML among it. */
const typed = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("e", " ", "1", "|", "x: y", "\n", "\n  ", "\n    z", "- ", "") },
  fc.constantFrom(
    "'",
    '"',
    ":",
    "#",
    " #",
    "&b ",
    "*b",
    "!t ",
    "- - ",
    "? ",
    "{",
    "]",
    "\t",
    "\r",
    "---",
    "\n---\n",
    "\n...\n",
    "%T",
    "\uFEFF",
    "\0",
  ),
);

const edit = fc.record({ at: fc.nat(), removed: fc.constantFrom(0, 0, 0, 1, 1, 2, 7), typed });

/** Whether something that was read before is part of what was read after it. */
function sharesNodes(before: YamlFile, after: YamlFile): boolean {
  const known = new Set(before.documents.flatMap(nodesIn));
  return before !== after && after.documents.flatMap(nodesIn).some((node) => known.has(node));
}

function nodesIn(node: YamlNode): readonly YamlNode[] {
  if (node.kind === "mapping")
    return [node, ...node.entries.flatMap(({ key, value }) => [...nodesIn(key), ...nodesIn(value)])];
  return node.kind === "sequence" ? [node, ...node.items.flatMap(nodesIn)] : [node];
}

describe("reading YAML after an edit", () => {
  it("gives what reading all of it gives", () => {
    let reused = 0;
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 12 }), (text, edits) => {
        let before: ReadYaml = { source: text, file: parseYaml(text) };
        for (const { at, removed, typed } of edits) {
          const { source: old } = before;
          const from = at % (old.length + 1);
          const source = old.slice(0, from) + typed + old.slice(from + removed);
          const file = rereadYaml(source, before);
          const anew = parseYaml(source);
          expect(file, JSON.stringify([old, source])).toStrictEqual(anew);
          reused += sharesNodes(before.file, file) ? 1 : 0;
          before = { source, file };
        }
      }),
      { numRuns: 300 },
    );
    // Else nothing would be shown by it.
    expect(reused).toBeGreaterThan(10);
  });

  it("reads one entry alone, whatever stands around it", () => {
    const items = ["first", "second", "third"].map(
      (name) => `  - name: ${name}\n    query: |\n      index=x\n      | stats\n`,
    );
    const text = `analytics:\n${items.join("")}tests:\n  - name: t\n`;
    const at = text.indexOf("stats", text.indexOf("second")) + "stats".length;
    const before = { source: text, file: parseYaml(text) };
    const source = `${text.slice(0, at)} count by "${text.slice(at)}`;
    const file = rereadYaml(source, before);
    expect(file).toStrictEqual(parseYaml(source));
    const first = (one: YamlFile): YamlNode | undefined => itemsOf(valueAt(one.documents[0], "analytics"))[0];
    expect(first(file)).toBe(first(before.file));
    const opened = source.replace("name: second", 'name: "second');
    expect(rereadYaml(opened, { source, file })).toStrictEqual(parseYaml(opened));
  });
});
