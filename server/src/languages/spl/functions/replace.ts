import { keptLength, numberedGroups } from "#runtime/regex.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { defineFunction } from "../define.ts";
import { regexOf, textArgument } from "../function-arguments.ts";

export const replace = defineFunction({
  name: "replace",
  category: "text",
  summary: "A text with every match of a regular expression replaced.",
  details: "The replacement may hold groups of the match: `\\1` to `\\9`. Null when an argument is null.",
  params: [
    { name: "text", type: "string", doc: "The text." },
    { name: "regex", type: "regex", doc: "A PCRE regular expression." },
    { name: "replacement", type: "string", doc: "What stands in place of a match." },
  ],
  returns: "string",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const regexFor = regexOf(args, 1, call, "g");
    const replacement = textArgument(args, 2, call);
    if (isRefusal(regexFor)) return regexFor;
    return (row) => {
      const text = argument(row);
      const by = replacement(row);
      const regex = text === null || by === null ? null : regexFor(row);
      if (text === null || by === null || regex === null) return null;
      return text.replace(regex, (...found: unknown[]) => replaced(regex, found, by));
    };
  },
  examples: [
    {
      eval: String.raw`replace("1/14/2023","^(\d{1,2})/(\d{1,2})/","\2/\1/")`,
      is: "14/1/2023",
    },
    { eval: 'replace("a.b",".","-")', is: "---" },
    { eval: String.raw`replace(f,"(.*\\\)","")`, row: { f: "C:\\x\\y\\a.exe" }, is: "a.exe" },
    { eval: 'replace(missing,"a","b")', is: null },
  ],
});

/** The arguments of a replacer: the match and its groups, then the offset, which is a number. */
function replaced(regex: RegExp, found: readonly unknown[], by: string): string {
  const end = found.findIndex((each) => typeof each === "number");
  const match = found.slice(0, end).map((each) => (typeof each === "string" ? each : undefined));
  const kept = (match[0] ?? "").slice(0, keptLength(regex, match));
  if (!by.includes("\\")) return kept + by;
  const groups = numberedGroups(regex, match);
  return kept + by.replace(/\\(\d|\\)/g, (_, code: string) => (code === "\\" ? "\\" : (groups[Number(code)] ?? "")));
}
