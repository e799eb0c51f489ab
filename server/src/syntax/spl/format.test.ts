import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { formatSpl } from "./format.ts";
import { parseSpl } from "./parser.ts";

function format(text: string): string {
  return applyEdits(text, formatSpl(parseSpl(text, testVocabulary), testVocabulary));
}

describe("formatSpl", () => {
  it("puts every stage on a line of its own", () => {
    expect(format("index=x  a=1|stats   count by b|table c")).toBe("index=x a=1\n| stats count by b\n| table c");
    expect(format("  |makeresults| table a ")).toBe("| makeresults\n| table a");
  });

  it("keeps line breaks within a stage, indented", () => {
    expect(format("a IN (\n1,\n        2\n) b | table c")).toBe("a IN (\n    1,\n    2\n    ) b\n| table c");
  });

  it("indents subsearches of several stages and leaves short ones in their line", () => {
    expect(format("a | join b [ search c | fields b | append [|inputlookup d|table b ] ] | table e")).toBe(
      [
        "a",
        "| join b",
        "    [search c",
        "    | fields b",
        "    | append",
        "        [| inputlookup d",
        "        | table b]]",
        "| table e",
      ].join("\n"),
    );
    expect(format("a [ search b ] | append [ | inputlookup c ]")).toBe("a [search b]\n| append [| inputlookup c]");
  });

  it("keeps comments, quoted names and opaque values as they are", () => {
    expect(format("a ```x  |  y```   b|where 'c  d'=1")).toBe("a ```x  |  y``` b\n| where 'c  d'=1");
    expect(format('_time>=relative_time(now(),  "-1d")   a')).toBe('_time>=relative_time(now(),  "-1d") a');
  });

  it("keeps a comment on its line", () => {
    expect(format("a\n```why```\n|table b ```c```\n| table d\n")).toBe(
      "a\n    ```why```\n| table b ```c```\n| table d\n",
    );
  });

  it("formats macros that stand for stages", () => {
    expect(format("`m` a=1 | `n(x)` | `o`")).toBe("`m` a=1\n| `n(x)`\n| `o`");
  });

  it("lays out subsearches inside of subsearches, however deep", () => {
    expect(format(`${"[search   ".repeat(40)}a=1|table b${"]".repeat(40)}`)).toBe(
      `${"[search ".repeat(39).trimEnd()}\n    [search a=1\n    | table b${"]".repeat(40)}`,
    );
  });

  it("changes nothing when it is well laid out", () => {
    const text = "a\n| table b\n| append\n    [search c\n    | table d]";
    expect(formatSpl(parseSpl(text, testVocabulary), testVocabulary)).toEqual([]);
  });
});
