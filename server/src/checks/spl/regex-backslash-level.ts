import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { patternOf } from "../support/patterns.ts";

export const regexBackslashLevel = defineCheck({
  id: "spl/regex-backslash-level",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A path in a regular expression has too few backslashes.",
  why: 'A string takes one level of backslashes off and the regular expression another. `"C:\\\\Windows"` reaches it as `C:\\Windows`, in which `\\W` is any character that belongs to no word. One backslash of a path needs four.',
  on: ["call", "literal", "regex-filter"],
  check(node, ctx) {
    const pattern = patternOf(node, ctx);
    if (pattern === undefined) return;
    // A drive or a folder name with one backslash behind it, as PCRE sees it.
    if (!/(?:^|[^\\])[A-Za-z]:\\(?![\\[({.^$|?*+/])[A-Za-z]{2}/.test(pattern.text)) return;
    const raw = ctx.slice(pattern.span);
    const fixed = raw.replace(/([^\\])\\{1,2}(?=[A-Za-z]{2})/g, "$1\\\\\\\\");
    ctx
      .report(pattern.span, "A backslash of the path is taken as part of an escape; one backslash needs four here.")
      .fix("Write four backslashes", replace(pattern.span, fixed));
  },
  examples: {
    good: [String.raw`index=x | where match(a,"C:\\\\Windows")`, String.raw`index=x | where match(a,"\\d+")`],
    bad: [
      {
        spl: String.raw`index=x | where match(a,«"C:\\Windows"»)`,
        fixed: String.raw`index=x | where match(a,"C:\\\\Windows")`,
      },
    ],
  },
});
