import { toList } from "#events/value.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { defineFunction } from "../define.ts";
import { regexOf } from "../function-arguments.ts";

export const mvfind = defineFunction({
  name: "mvfind",
  category: "multivalue",
  summary: "The place, counted from 0, of the first value in which a regular expression is found.",
  params: [
    { name: "values", type: "multivalue", doc: "The values." },
    { name: "regex", type: "regex", doc: "A PCRE regular expression." },
  ],
  returns: "number",
  nulls: "maybe",
  compile: (args, call) => {
    const [values = () => null] = args;
    const regexFor = regexOf(args, 1, call);
    if (isRefusal(regexFor)) return regexFor;
    return (row) => {
      const regex = regexFor(row);
      const index = regex === null ? -1 : toList(values(row)).findIndex((text) => regex.test(text));
      return index < 0 ? null : index;
    };
  },
  examples: [
    { eval: String.raw`mvfind(split("ok,err12,err3",","),"err\d+")`, is: 1 },
    { eval: 'mvfind(split("a,b",","),"z")', is: null },
  ],
});
