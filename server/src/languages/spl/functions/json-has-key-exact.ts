import { isJsonObject } from "#events/json-path.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";
import { documentOf } from "../json-argument.ts";

export const jsonHasKeyExact = defineFunction({
  name: "json_has_key_exact",
  category: "json",
  summary: "Whether a JSON object has a key, the key taken as it is written.",
  params: [
    { name: "json", type: "json", doc: "The text of a JSON object." },
    { name: "key", type: "string", doc: "The key." },
  ],
  returns: "boolean",
  nulls: "maybe",
  compile: (args, call) => {
    const document = documentOf(args, 0);
    const key = textArgument(args, 1, call);
    return (row) => {
      const whole = document(row);
      const name = key(row);
      if (whole === undefined || name === null) return null;
      return isJsonObject(whole) && whole.has(name);
    };
  },
  examples: [
    { eval: 'json_has_key_exact(j,"a.b")', row: { j: '{"a.b":null}' }, is: true },
    { eval: 'json_has_key_exact(j,"a")', row: { j: '{"a.b":1}' }, is: false },
    { eval: 'json_has_key_exact(missing,"a")', is: null },
  ],
});
