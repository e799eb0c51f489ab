import fc from "fast-check";
import { getScalarValue, parseEvents, YAMLException } from "js-yaml";
import { describe, expect, it } from "vitest";
import { applyEdits, type TextEdit } from "#base/text-edit.ts";
import { encodeScalar } from "#syntax/yaml/encode.ts";
import type { YamlNode, YamlScalar } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { decodeScalar } from "#syntax/yaml/scalar-map.ts";
import { scanYaml } from "#syntax/yaml/scan.ts";
import { mapFaults, scalarsOf } from "./support.ts";

/** Text made of what matters to YAML: marks, quotes, escapes, blanks and line breaks. */
const piece = fc.constantFrom(
  ...[
    "a",
    "b c",
    " ",
    "  ",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r\n  ",
    "\t",
    "'",
    "''",
    '"',
    "\\",
    "\\n",
    "\\x41",
  ],
  ...[
    "\\u00e9",
    "\\\n",
    "#",
    " #",
    ":",
    ": ",
    "-",
    "- ",
    "|",
    ">",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&x",
    "*x",
    "!t",
    "?",
    "%",
    "é",
    "😀",
    "=",
    "`",
  ],
);
const noise = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(""));
const header = fc.constantFrom("|", ">", "|-", ">-", "|+", ">+", "|2", ">2", "|2-", ">1+");
const document = fc.oneof(
  noise,
  noise.map((text) => `k: ${text}\nn: 1\n`),
  noise.map((text) => `k: '${text}'\nn: 1\n`),
  noise.map((text) => `k: "${text}"\nn: 1\n`),
  noise.map((text) => `- "${text}"\r\n- z\r\n`),
  fc.tuple(header, noise).map(([head, text]) => `k: ${head}\n  ${text}\nn: 1\n`),
  fc.tuple(header, noise).map(([head, text]) => `- k: ${head} # c\n${text.replaceAll("\n", "\n    ")}`),
  noise.map((text) => `[ ${text} , {a: ${text}} ]`),
);

function scanned(source: string): readonly YamlNode[] | undefined {
  try {
    return scanYaml(source);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

function encodedOrRefused(
  source: string,
  scalar: YamlScalar,
  edits: readonly TextEdit[],
): readonly TextEdit[] | undefined {
  try {
    return encodeScalar(source, scalar, edits);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

describe("scalars", () => {
  it("decodes every scalar as js-yaml does, with exact segments at the same characters", () => {
    let scalars = 0;
    fc.assert(
      fc.property(document, (source) => {
        const documents = scanned(source);
        if (documents === undefined) return;
        const values = parseEvents(source, {}).flatMap((event) =>
          event.type === 4 ? [getScalarValue(source, event)] : [],
        );
        const found = documents.flatMap(scalarsOf);
        expect(found.map((scalar) => scalar.value)).toEqual(values);
        for (const scalar of found) {
          scalars++;
          expect(mapFaults(source, scalar)).toEqual([]);
        }
      }),
      { numRuns: 4000 },
    );
    expect(scalars).toBeGreaterThan(500);
  });

  it("writes edits so that the scalar decodes to the edited text and nothing else changes", () => {
    let edited = 0;
    let refused = 0;
    const places = fc.array(fc.tuple(fc.nat(), fc.nat(12), noise), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(document, fc.nat(), places, (source, pick, rawEdits) => {
        const documents = scanned(source);
        const found = documents?.flatMap(scalarsOf).filter((scalar) => !scalar.key) ?? [];
        const index = found.length === 0 ? 0 : pick % found.length;
        const scalar = found[index];
        if (documents === undefined || scalar === undefined) return;
        const { start, end } = scalar.span;
        if (start === end && !/:$|(?:^|\s)-$/.test(source.slice(0, start))) return; // a value without its colon or dash
        const edits = disjoint(scalar.value, rawEdits);
        const wanted = applyEdits(scalar.value, edits);
        const encoded = encodedOrRefused(source, scalar, edits);
        if (encoded === undefined) {
          // A text inside brackets, at the root or not written yet may stand where nothing else can.
          expect(scalar.flow || scalar.root || start === end, JSON.stringify(source)).toBe(true);
          refused++;
          return;
        }
        const after = applyEdits(source, encoded);
        const reread = scanned(after);
        const others = reread?.flatMap(scalarsOf).filter((each) => !each.key) ?? [];
        expect(others[index]?.value, `${JSON.stringify(source)} became ${JSON.stringify(after)}`).toBe(wanted);
        expect(others.length).toBe(found.length);
        others.forEach((each, at) => {
          if (at !== index) expect(each.value).toBe(found[at]?.value);
        });
        edited++;
      }),
      { numRuns: 4000 },
    );
    expect(edited).toBeGreaterThan(250);
    expect(refused).toBeLessThan(edited / 10);
  });

  it.each([
    [" a", 0, "\n", ' "\\na"'],
    ["k: [ a, b ]", 2, "c: d", "k: [ a, 'c: d' ]"],
    ["k: { a: , b: 1 }", 2, "x", "k: { a: x , b: 1 }"],
  ])("writes into %j what stands there", (source, index, text, after) => {
    const scalar = scanYaml(source).flatMap(scalarsOf)[index];
    const span = { start: 0, end: index === 0 ? 0 : (scalar?.value.length ?? 0) };
    expect(scalar && applyEdits(source, encodeScalar(source, scalar, [{ span, text }]))).toBe(after);
  });

  it("refuses a value that shares its place with another", () => {
    const source = "?  : ";
    const scalar = scanYaml(source)
      .flatMap(scalarsOf)
      .find(({ span, key }) => span.start === span.end && !key);
    const edits = [{ span: { start: 0, end: 0 }, text: "x" }];
    expect(() => scalar && encodeScalar(source, scalar, edits)).toThrow(RangeError);
  });

  it("never throws, and keeps every span within the text", () => {
    fc.assert(
      fc.property(fc.oneof(document, noise, fc.string({ unit: "binary", maxLength: 60 })), (source) => {
        const file = parseYaml(source);
        for (const problem of file.problems) {
          expect(problem.span.start).toBeLessThanOrEqual(problem.span.end);
          expect(problem.span.end).toBeLessThanOrEqual(source.length);
          expect(problem.span.start).toBeGreaterThanOrEqual(0);
        }
        const rejected = file.problems.some(({ code }) => code === "yaml/syntax" || code === "yaml/shallow-quote");
        expect(scanned(source) === undefined).toBe(rejected);
      }),
      { numRuns: 4000 },
    );
  });
});

function disjoint(text: string, raw: readonly (readonly [number, number, string])[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let from = 0;
  for (const [place, length, inserted] of raw) {
    if (from > text.length) break;
    const start = from + (place % (text.length - from + 1));
    const end = Math.min(text.length, start + length);
    edits.push({ span: { start, end }, text: inserted.replaceAll("\r", "") });
    from = end + 1;
  }
  return edits;
}

function only(source: string): YamlScalar {
  const scalar = parseYaml(source)
    .documents.flatMap(scalarsOf)
    .find((each) => !each.key);
  if (scalar === undefined) throw new Error("no scalar in the test's text");
  return scalar;
}

describe("a scalar keeps its style when it can", () => {
  const edit = (source: string, find: string, replacement: string) => {
    const scalar = only(source);
    const at = decodeScalar(source, scalar).text.indexOf(find);
    const edits = [{ span: { start: at, end: at + find.length }, text: replacement }];
    return applyEdits(source, encodeScalar(source, scalar, edits));
  };

  it.each([
    ["single quotes double the quote", "k: 'a=b\n  c'\n", "b c", "'x'", "k: 'a=''x'''\n"],
    ["a fold stays where it is", "k: 'one\n  two three'\n", "three", "four", "k: 'one\n  two four'\n"],
    ["double quotes escape", 'k: "a b"\n', "b", 'x "y"\n\\', 'k: "a x \\"y\\"\\n\\\\"\n'],
    ["a literal block indents new lines", "k: |\n  a\n  b\n", "b", "x\ny", "k: |\n  a\n  x\n  y\n"],
    [
      "with the file's line breaks",
      "k: |\r\n  a\r\n  b\r\nz: 1\r\n",
      "b",
      "x\ny",
      "k: |\r\n  a\r\n  x\r\n  y\r\nz: 1\r\n",
    ],
    ["plain text that may not stay plain is quoted", "k: a b # c\n", "b", "x: 'y'", "k: 'a x: ''y''' # c\n"],
    ["a new line in quotes stays in quotes", "k: 'a b'\n", " b", "\nb", "k: 'a\n\n  b'\n"],
    [
      "lines that quotes cannot hold become a block",
      "k: 'a b'\nz: 1\n",
      "a b",
      "a\n  | b\n",
      "k: |\n  a\n    | b\nz: 1\n",
    ],
    ["an empty value is written", "k:\nz: 1\n", "", "a", "k: a\nz: 1\n"],
  ])("%s", (_title, source, find, replacement, expected) => {
    expect(edit(source, find, replacement)).toBe(expected);
  });
});
