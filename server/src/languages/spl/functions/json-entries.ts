import { isJsonObject } from "#events/json-path.ts";
import { type Json, printJson } from "#events/json-text.ts";
import { defineFunction } from "../define.ts";
import { documentOf } from "../json-argument.ts";

export const jsonEntries = defineFunction({
  name: "json_entries",
  category: "json",
  summary: "The members of a JSON object as an array of objects with `key` and `value`.",
  params: [{ name: "json", type: "json", doc: "The text of a JSON object." }],
  returns: "any",
  nulls: "maybe",
  compile: (args) => {
    const document = documentOf(args, 0);
    return (row) => {
      const whole = document(row);
      if (whole === undefined || !isJsonObject(whole)) return null;
      return printJson(
        [...whole].map(
          ([key, value]) =>
            new Map<string, Json>([
              ["key", key],
              ["value", value],
            ]),
        ),
      );
    };
  },
  examples: [
    { eval: "json_entries(j)", row: { j: '{"a":1,"b":[2]}' }, is: '[{"key":"a","value":1},{"key":"b","value":[2]}]' },
    { eval: "json_entries(j)", row: { j: "1" }, is: null },
  ],
});
