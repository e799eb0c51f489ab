import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { commentsOf } from "#syntax/yaml/comments.ts";
import { keyText, valueAt, type YamlNode } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";

const page = `name: First
id: 7
search: '| tstats count from datamodel=Endpoint.Processes
  where Processes.user="it''s" by _time'
tags:
  mitre_attack_id:
  - T1047
  - T1059.001
  product: [a, b]
tests:
- name: one
  data: x.log
- name: two
  data: y.log
`;

function keysOf(node: YamlNode | undefined): readonly (string | undefined)[] {
  return node?.kind === "mapping" ? node.entries.map(keyText) : [];
}

function read(source: string) {
  const file = parseYaml(source);
  const root = file.documents[0];
  const problems = file.problems.map(({ span, message }) => [source.slice(span.start, span.end), message]);
  return { root, keys: keysOf(root), problems };
}

const all = ["name", "id", "search", "tags", "tests"];

describe("recovery", () => {
  it("is not used on a text that js-yaml accepts", () => {
    expect(read(page)).toMatchObject({ keys: all, problems: [] });
  });

  it("keeps everything around a half-typed line", () => {
    const { root, keys, problems } = read(page.replace("tags:", "sta\ntags:"));
    expect(keys).toEqual(all);
    expect(problems).toEqual([["sta", '"sta" is not a key with its value.']]);
    expect(valueAt(root, "search")).toMatchObject({ kind: "scalar", style: "single" });
  });

  it("reads an open quote up to the end of its section", () => {
    const { root, keys, problems } = read(page.replace("by _time'", "by _time"));
    expect(keys).toEqual(all);
    expect(problems).toEqual([["'|", "The single quote that opens here is never closed."]]);
    expect(valueAt(root, "search")).toMatchObject({
      value: `| tstats count from datamodel=Endpoint.Processes where Processes.user="it's" by _time`,
    });
  });

  it("says so when text follows the closing quote", () => {
    const { keys, problems } = read(page.replace("it''s", "it's"));
    expect(keys).toEqual(all);
    expect(problems).toEqual([['s"', "This text follows the closing quote."]]);
    const broken = page.replace("it''s", "it's");
    expect(applyEdits(broken, parseYaml(broken).problems[0]?.fix?.edits ?? [])).toBe(page);
  });

  it("cuts a broken section again at its own indentation", () => {
    const { root, keys, problems } = read(page.replace("  product: [a, b]", "  product: [a, b"));
    expect(keys).toEqual(all);
    expect(keysOf(valueAt(root, "tags"))).toEqual(["mitre_attack_id", "product"]);
    expect(valueAt(root, "tags", "mitre_attack_id")).toMatchObject({
      kind: "sequence",
      items: [{ value: "T1047" }, {}],
    });
    expect(valueAt(root, "tags", "product")?.kind).toBe("broken");
    expect(problems).toEqual([["[a,", "The bracket that opens here is never closed."]]);
  });

  it("keeps the other items of a list, with the sound keys of the broken one", () => {
    const { root, keys, problems } = read(page.replace("data: x.log", 'data: "x.log'));
    expect(keys).toEqual(all);
    const tests = valueAt(root, "tests");
    expect(tests?.kind === "sequence" && tests.items.map(keysOf)).toEqual([
      ["name", "data"],
      ["name", "data"],
    ]);
    expect(problems).toEqual([['"x.log', "The double quote that opens here is never closed."]]);
  });

  it("finds the key whose colon is missing", () => {
    const { keys, problems } = read(page.replace("id: 7", "id 7"));
    expect(keys).toEqual(["name", "search", "tags", "tests"]);
    expect(problems).toEqual([["id 7", '"id 7" is not a key with its value.']]);
  });

  it("places a line that lost its indentation", () => {
    const { root, keys, problems } = read(page.replace("  where", "where").replace("by _time'", "by _time"));
    expect(keys).toEqual(all);
    expect(problems.map(([text]) => text)).toEqual(["'|", expect.stringMatching(/^where Processes/)]);
    expect(valueAt(root, "search")).toMatchObject({ value: "| tstats count from datamodel=Endpoint.Processes" });
  });

  it.each([
    ["a: |x\n  b\nc: 1\n", "x", "After | or > the text must begin on the next line."],
    ['a: "\\q"\nc: 1\n', "\\q", "Double quotes do not know the escape \\q"],
    ["a:\n\tb: 1\nc: 1\n", "\t", "A tab indents this line; YAML indents with spaces only."],
    ["a: b: c\nc: 1\n", ":", "A colon followed by a space begins a value, which is not possible here."],
    ["a: [1 2\n", "[1", "The bracket that opens here is never closed."],
  ])("explains %j", (source, text, message) => {
    expect(read(source).problems).toEqual([[text, message]]);
  });

  it("works alike with CRLF and in each document of a stream", () => {
    const broken = page.replace("it''s", "it's").replaceAll("\n", "\r\n");
    const source = `${broken}---\r\n${page}---\r\nx: 'y\r\nz: 1\r\n`;
    const file = parseYaml(source);
    expect(file.documents.map(keysOf)).toEqual([all, all, ["x", "z"]]);
    expect(file.problems.map(({ span }) => source.slice(span.start, span.end))).toEqual(['s"', "'y"]);
  });

  it("reports a key that comes twice", () => {
    const { problems } = read("a: 1\nb: {c: 1, c: 2}\na: 3\n");
    expect(problems.map(([text]) => text)).toEqual(["a", "c"]);
  });

  it("gives up on a text that is no YAML, and says where", () => {
    const { problems } = read("'\n".repeat(500));
    expect(problems.length).toBe(51);
    expect(problems.at(-1)?.[1]).toMatch(/^The text from here on is not read/);
  });
});

describe("comments", () => {
  it("are found outside of scalars only", () => {
    const source = `# top\na: 'x # no' # yes\nb: | # head\n  # text\n  y\n# end\nc: d#no\ne: [1, # in\n 2]\n`;
    const comments = commentsOf(source, parseYaml(source)).map(({ span }) => source.slice(span.start, span.end));
    expect(comments).toEqual(["# top", "# yes", "# head", "# end", "# in"]);
  });
});
