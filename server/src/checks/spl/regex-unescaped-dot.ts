import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { patternOf } from "../support/patterns.ts";

const DOT = /(\w)\.(exe|dll|ps1|bat|cmd|vbs|js|com|sys|docm|xlsm|lnk|hta|msi|scr)\b/gi;

export const regexUnescapedDot = defineCheck({
  id: "spl/regex-unescaped-dot",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "A dot before a file extension is not escaped in a regular expression.",
  why: "A dot stands for any character, so `wmic.exe` also matches `wmicXexe`. `\\.` is a dot.",
  on: ["call", "literal", "regex-filter"],
  check(node, ctx) {
    const pattern = patternOf(node, ctx);
    if (pattern === undefined) return;
    const raw = ctx.slice(pattern.span);
    if (!raw.replace(DOT, "").length || raw.replace(DOT, "$1\\.$2") === raw) return;
    ctx
      .report(pattern.span, "The dot before the extension matches any character.")
      .fix("Escape the dot", replace(pattern.span, raw.replace(DOT, "$1\\.$2")), true);
  },
  examples: {
    good: [String.raw`index=x | where match(a,"wmic\.exe")`, 'index=x | where match(a,"wmic.+")'],
    bad: [{ spl: 'index=x | where match(a,«"wmic.exe"»)', fixed: String.raw`index=x | where match(a,"wmic\.exe")` }],
  },
});
