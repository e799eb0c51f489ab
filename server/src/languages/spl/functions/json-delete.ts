import { isJsonObject, parseJsonPath } from "#events/json-path.ts";
import { type Json, printJson } from "#events/json-text.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";
import { documentOf } from "../json-argument.ts";
import { changeJson } from "../json-change.ts";

export const jsonDelete = defineFunction({
  name: "json_delete",
  category: "json",
  summary: "A JSON object without certain keys.",
  details: "A key is taken as it is written; when the object has none of that name it is read as a path.",
  params: [
    { name: "json", type: "json", doc: "The text of a JSON object." },
    { name: "key", type: "string", doc: "A key, or a path to one.", repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    const document = documentOf(args, 0);
    const keys = args.slice(1).map((_, i) => textArgument(args, i + 1, call));
    return (row) => {
      const whole = document(row);
      if (whole === undefined) return null;
      for (const key of keys) deleteAt(whole, key(row));
      return printJson(whole);
    };
  },
  examples: [
    { eval: 'json_delete(j,"a")', row: { j: '{"a":1,"b":2}' }, is: '{"b":2}' },
    { eval: 'json_delete(j,"a.b")', row: { j: '{"a":{"b":1,"c":2}}' }, is: '{"a":{"c":2}}' },
    { eval: 'json_delete(missing,"a")', is: null },
  ],
});

function deleteAt(whole: Json, key: string | null): void {
  if (key === null || (isJsonObject(whole) && whole.delete(key))) return;
  const steps = parseJsonPath(key);
  const last = steps.at(-1);
  if (last === undefined) return;
  changeJson(
    whole,
    steps.slice(0, -1),
    (holder) => {
      if (holder !== undefined && isJsonObject(holder) && "key" in last) holder.delete(last.key);
      if (Array.isArray(holder) && "index" in last) {
        const place = last.index < 0 ? holder.length + last.index : last.index;
        if (place >= 0) holder.splice(place, 1);
      }
      return undefined;
    },
    false,
  );
}
