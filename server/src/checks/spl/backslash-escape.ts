import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const backslashEscape = defineCheck({
  id: "spl/backslash-escape",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A backslash of a path is read as an escape.",
  why: 'In eval strings `\\t`, `\\n` and `\\r` become control characters, so `"C:\\temp"` holds a tab. Everywhere `\\"` keeps a string open. Write each backslash of a path twice.',
  on: ["string", "search-value"],
  check(node, ctx) {
    const raw = ctx.slice(node.span);
    if (!raw.startsWith('"')) return;
    if (node.kind === "search-value") {
      if (!/^"(?:[A-Za-z]:|\\\\|\*?\\)[^"]*\\"\s+\w+=/.test(raw)) return;
      ctx.report(node.span, 'The backslash before the quote keeps the string open; \\\\" closes it.');
      return;
    }
    const call = ctx.ancestors.at(-1);
    if (call?.kind === "call" && REGEX.has(call.name)) return;
    if (!isPath(raw) || !/(^|[^\\])(\\\\)*\\[tnr]/.test(raw)) return;
    ctx
      .report(node.span, `A backslash in ${raw} makes a control character of the letter behind it.`)
      .fix("Double the backslashes", replace(node.span, raw.replace(/\\\\|\\(?!")/g, "\\\\")), true);
  },
  examples: {
    good: [
      String.raw`index=x | where a="C:\\temp"`,
      String.raw`index=x a="C:\temp"`,
      String.raw`index=x | eval a=replace(b,"\n","")`,
    ],
    bad: [{ spl: String.raw`index=x | where a=«"C:\temp"»`, fixed: String.raw`index=x | where a="C:\\temp"` }],
  },
});

/** Functions whose strings are regular expressions, in which \n and \t are meant. */
const REGEX: ReadonlySet<string> = new Set(["match", "replace", "split", "mvfind", "rex"]);

function isPath(raw: string): boolean {
  return /^"%?[A-Za-z]:\\|\\[A-Za-z][\w ]+\\|^"[%*]?\\[a-z]{2}/.test(raw);
}
