import type { Row } from "#events/row.ts";
import { isMulti, toText } from "#events/value.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { defineFunction } from "../define.ts";
import { regexOf } from "../function-arguments.ts";

export const match = defineFunction({
  name: "match",
  category: "comparison",
  summary: "Whether a regular expression is found anywhere in a text.",
  details:
    "Case-sensitive unless the pattern begins with `(?i)`; `^` and `$` tie it to the ends. Null when either is null. With several " +
    "values it holds if it holds for any. A literal backslash is written `\\\\\\\\`: one level for the string, one for the pattern.",
  params: [
    { name: "text", type: "string", doc: "The text." },
    { name: "regex", type: "regex", doc: "A PCRE regular expression." },
  ],
  returns: "boolean",
  compile: (args, call) => {
    const [text = () => null] = args;
    const regexFor = regexOf(args, 1, call);
    if (isRefusal(regexFor)) return regexFor;
    return (row: Row) => {
      const value = text(row);
      if (value === null) return null;
      const regex = regexFor(row);
      if (regex === null) return null;
      if (typeof value === "string") return regex.test(value);
      return isMulti(value) ? value.some((each) => regex.test(each)) : regex.test(toText(value) ?? "");
    };
  },
  locate: {
    argument: 0,
    find: (args, call) => {
      const regexFor = regexOf(args, 1, call);
      return (text, row) => {
        const found = isRefusal(regexFor) ? null : (regexFor(row)?.exec(text) ?? null);
        return found === null ? null : { start: found.index, end: found.index + found[0].length };
      };
    },
  },
  examples: [
    { eval: 'match("foobar","oo")', is: true },
    { eval: 'match("Foo","(?i)^foo$")', is: true },
    { eval: 'match(c,"(?i)\\\\\\\\temp\\\\\\\\")', row: { c: "C:\\Temp\\a.exe" }, is: true },
    { eval: 'match(missing,"x")', is: null },
  ],
});
