import fc from "fast-check";

const BYTE = fc.constantFrom("41", "42", "43", "00", "61");
/** Bytes of a small alphabet, so that patterns are often found. */
export const DATA = fc
  .array(fc.constantFrom(0x41, 0x42, 0x43, 0x00, 0x61, 0x0a), { minLength: 1, maxLength: 80 })
  .map((bytes) => new Uint8Array(bytes));

const ATOM = fc.oneof({ weight: 6, arbitrary: BYTE }, { weight: 1, arbitrary: fc.constantFrom("??", "4?", "?1") });
const JUMP = fc.constantFrom("[1]", "[0-2]", "[2-5]", "[3-]", "[-]");
const RUN = fc.array(ATOM, { minLength: 1, maxLength: 3 }).map((items) => items.join(" "));
const CHOICE = fc.tuple(RUN, RUN).map(([one, other]) => `( ${one} | ${other} )`);
/** A byte pattern that begins and ends with an exact byte. */
export const PATTERN = fc
  .tuple(BYTE, fc.array(fc.oneof(RUN, RUN, CHOICE, JUMP), { maxLength: 4 }), BYTE, BYTE)
  .map(([first, middle, beforeLast, last]) =>
    [
      first,
      ...middle.filter((item, i) => !item.startsWith("[") || !middle[i - 1]?.startsWith("[")),
      beforeLast,
      last,
    ].join(" "),
  );
const TEXT = fc
  .array(fc.constantFrom("A", "B", "a"), { minLength: 2, maxLength: 4 })
  .map((letters) => letters.join(""));
const REGEX = fc
  .array(
    fc.constantFrom("A", "[AB]", "B+", "C?", "(?:AB|C)", "a{1,2}", ".", "\\x00", "(?i:b)", "[^A]", "A*?", "\\x41"),
    { minLength: 2, maxLength: 4 },
  )
  .map((parts) => `A${parts.join("")}`);
const OFFSET = fc.constantFrom("", "", "", ", offset: 0", ", offset: 3", ", offset: { min: 1, max: 9 }");
const COUNT = fc.constantFrom("", "", "", ", count: '>=2'", ", count: '<3'", ", count: 1", ", not: true");

/** An element of bytes, text, a printable glob or a regular expression, without its options. */
const PLAIN = fc.oneof(
  { weight: 4, arbitrary: PATTERN.map((pattern) => `bytes: '${pattern}'`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(TEXT, fc.subarray(["ascii", "utf16le", "utf16be"], { minLength: 1 }), fc.boolean())
      .map(
        ([text, encodings, nocase]) =>
          `text: ${text}, encodings: [${encodings.join(", ")}]${nocase ? ", nocase: true" : ""}`,
      ),
  },
  { weight: 1, arbitrary: REGEX.map((regex) => `regex: '${regex}'`) },
  { weight: 1, arbitrary: fc.tuple(TEXT, TEXT).map(([one, other]) => `printable: '*${one}*${other}*'`) },
);

const ELEMENT = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(PLAIN, OFFSET).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.tuple(PLAIN, COUNT).map((parts) => parts.join("")) },
);
const CONDITION = fc.constantFrom(
  "a",
  "a and b",
  "a or b",
  "a and not b",
  "not (a or b)",
  "1 of them",
  "all of them",
  "not a or b",
  '"#a >= 2 or b"',
  '"#a < 2 and b"',
  "c",
  "b and c",
  "d",
);

/** The elements and condition of a rule. */
export const RULE = fc
  .tuple(ELEMENT, ELEMENT, PLAIN, fc.constantFrom("", ", within: 4", ", distance: { min: 1, max: 6 }"), CONDITION)
  .map(
    ([a, b, c, gap, condition]) =>
      `signatures:\n  a: { ${a} }\n  b: { ${b} }\n  c: { ${c}, after: a${gap} }\n  d: { bytes: 41, after: c }\ncondition: ${condition}\n`,
  );
