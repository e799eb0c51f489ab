import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { toData } from "./data.ts";
import type { YamlNode, YamlScalar } from "./node.ts";
import { parseYaml } from "./parse.ts";
import { decodeScalar } from "./scalar-map.ts";

function scalarsOf(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === "scalar") return [node];
  if (node.kind === "sequence") return node.items.flatMap(scalarsOf);
  return node.kind === "mapping"
    ? node.entries.flatMap(({ key, value }) => [...scalarsOf(key), ...scalarsOf(value)])
    : [];
}

const dataOf = (text: string) => parseYaml(text).documents.map((node) => toData(node));

describe("quoted texts that are indented too little", () => {
  const text = "name: a\nsearch: 'one ''x''\n| two\n\n| three'\ndeep:\n  list:\n  - \"p\\\"\n  q\"\n  - r\nlast: b\n";

  it("are read with their exact places", () => {
    const { documents } = parseYaml(text);
    expect(dataOf(text)).toEqual([
      { name: "a", search: "one 'x' | two\n| three", deep: { list: ['p" q', "r"] }, last: "b" },
    ]);
    for (const scalar of documents.flatMap(scalarsOf)) {
      expect(decodeScalar(text, scalar).text).toBe(scalar.value);
      if (scalar.style === "plain") expect(text.slice(scalar.span.start, scalar.span.end)).toBe(scalar.value);
      else expect(text.slice(scalar.span.start, scalar.span.end)).toMatch(/^(['"])[\s\S]*\1$/);
    }
  });

  it("are warned of once each, with a fix", () => {
    const { problems } = parseYaml(text);
    expect(problems.map(({ severity, span }) => [severity, text.slice(span.start, span.end)])).toEqual([
      ["warning", "| two"],
      ["warning", 'q"'],
    ]);
    const fixed = applyEdits(
      text,
      problems.flatMap(({ fix }) => fix?.edits ?? []),
    );
    expect(parseYaml(fixed).problems).toEqual([]);
    expect(dataOf(fixed)).toEqual(dataOf(text));
  });

  it("are not made of a forgotten quote", () => {
    for (const broken of ["a: 'x\nb: y\nc: don't\n", "a: 'x\ny\nb: 1\n", "a: 'x\ny'\nb: [1\n", "a: 'x\ny' z\n"]) {
      const { problems, documents } = parseYaml(broken);
      expect(problems.some(({ severity }) => severity === "error")).toBe(true);
      expect(toData(documents[0] ?? { kind: "broken", span: { start: 0, end: 0 } })).toHaveProperty("a");
    }
  });

  it("may end their lines with CR LF", () => {
    expect(dataOf("a: 'x\r\ny'\r\nb: 1\r\n")).toEqual([{ a: "x y", b: 1 }]);
  });
});
