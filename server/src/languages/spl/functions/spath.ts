import { LruMap } from "#base/memo.ts";
import { type DataPath, dataPath } from "#events/data-path.ts";
import { fromList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const spath = defineFunction({
  name: "spath",
  category: "text",
  summary: "The values that a path leads to in a JSON or XML text.",
  details:
    "As the command spath with a path: `a.b`, `a{}` for all of an array, `a{0}` for one. Null when nothing is there.",
  params: [
    { name: "text", type: "string", doc: "The JSON or XML." },
    { name: "path", type: "string", doc: "The path." },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const path = textArgument(args, 1, call);
    const nullText = call.run.settings.jsonNullText === "text" ? "null" : null;
    const paths = new LruMap<string, DataPath>(64);
    return (row) => {
      const text = argument(row);
      const written = path(row);
      if (text === null || written === null) return null;
      return fromList(paths.getOrCompute(written, () => dataPath(written, nullText))(text));
    };
  },
  examples: [
    { eval: 'spath(j,"a.c")', row: { j: '{"a":{"c":"x"}}' }, is: "x" },
    { eval: 'spath(j,"a{}")', row: { j: '{"a":[1,2]}' }, is: ["1", "2"] },
    { eval: 'spath(j,"b")', row: { j: '{"a":1}' }, is: null },
  ],
});
