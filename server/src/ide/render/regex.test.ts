import { describe, expect, it } from "vitest";
import { renderRegex } from "./regex.ts";

const said = (pattern: string, ignoreCase = false): string => renderRegex(pattern, ignoreCase);
const lines = (pattern: string): readonly string[] => said(pattern).split("\n").slice(2);

describe("renderRegex", () => {
  it("outlines captures, classes, quantifiers and ends", () => {
    expect(said(String.raw`(?<folder>[^\\]+)\\(\w+)\.exe$`)).toBe(
      [
        "**Regular expression**: found anywhere in the text, unless tied to its ends; captures `folder`",
        "",
        "- capture `folder`: one or more characters other than `\\`",
        "- `\\`",
        "- capture 2: one or more letters, digits or `_`",
        "- `.exe`",
        "- the end of the text, or before its last newline",
      ].join("\n"),
    );
  });

  it("says every quantifier exactly", () => {
    expect(lines("a*b+c?d{3}e{2,}f{1,4}g+?h*+")).toEqual([
      "- any number of `a`",
      "- one or more `b`",
      "- perhaps `c`",
      "- exactly 3 `d`",
      "- 2 or more `e`",
      "- 1 to 4 `f`",
      "- one or more `g`, as few as possible",
      "- any number of `h`, giving none back",
    ]);
  });

  it("names classes, and lists what has no name", () => {
    expect(lines(String.raw`\d\D.[a-f0-9]+[\w.-]*[^\s"][\s\S]*?`)).toEqual([
      "- a digit",
      "- a character other than digits",
      "- a character other than a newline",
      "- one or more characters out of digits or `a` to `f`",
      "- any number of characters out of letters, digits, `_`, `-` or `.`",
      '- a character other than white space characters or `"`',
      "- any number of characters of any kind, as few as possible",
    ]);
  });

  it("indents what is nested, and puts short alternatives on one line", () => {
    expect(lines("^(?:cmd|power(?:shell|cfg))(?!x)(?<=y)")).toEqual([
      "- the start of the text",
      "- one of these:",
      "  - `cmd`",
      "  - in this order:",
      "    - `power`",
      "    - either `shell` or `cfg`",
      "- then must not follow: `x`",
      "- in front of this must stand, outside the match: `y`",
    ]);
  });

  it("tells where case is ignored", () => {
    expect(said("(?i)whoami")).toContain("upper and lower case are the same");
    expect(said("whoami", true)).toContain("upper and lower case are the same");
    expect(lines("a(?i)b")).toEqual(["- `a`", "- `b` (in any case)"]);
    expect(said("(?i)5")).not.toContain("case");
  });

  it("spells out white space and back references", () => {
    expect(lines(String.raw`(a) \1  \tb c\n+`)).toEqual([
      "- capture 1: `a`",
      "- a space",
      "- the text of capture `1` again",
      "- 2 spaces, a tab, `b c`",
      "- one or more newlines",
    ]);
  });

  it("gives the reason instead where a pattern does not compile", () => {
    expect(said("(a")).toBe("**Regular expression**\n\n⚠ It does not compile at `(a`: missing closing parenthesis.");
    expect(said("(?R)")).toContain("what cannot be run here");
  });

  it("stays bounded, and its code spans hold any text", () => {
    const long = said(Array.from({ length: 300 }, (_, i) => `(a${i})`).join(""));
    expect(long.split("\n").length).toBeLessThan(60);
    expect(long).toContain("more lines");
    expect(said("a".repeat(100_000)).length).toBeLessThan(500);
    expect(said(`[${Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + 2 * i)).join("")}]`)).toContain(
      "376 more",
    );
    expect(said("`\\|<b>")).toContain("`` `|<b> ``");
  });
});
