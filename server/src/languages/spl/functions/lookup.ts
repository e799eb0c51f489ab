import { isJsonObject, jsonText } from "#events/json-path.ts";
import { type Json, type JsonObject, printJson } from "#events/json-text.ts";
import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments } from "../function-arguments.ts";
import { documentOf } from "../json-argument.ts";
import { LookupMatch } from "../lookup-match.ts";

export const lookup = defineFunction({
  name: "lookup",
  category: "comparison",
  summary: "Looks values up in a CSV lookup and gives the output fields as a JSON object.",
  details:
    "When several rows match, each output is an array. Null when nothing matches or the input is no JSON object.",
  params: [
    { name: "table", type: "string", doc: "The name of the lookup, a text literal." },
    { name: "input", type: "json", doc: "A JSON object: columns and the values to find." },
    { name: "output", type: "json", doc: "A JSON array of the columns to give." },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    const name = toText(call.constant(0) ?? null);
    if (name === null) return invalidArguments(call, "lookup", "The name of the lookup must be a text literal.");
    const table = call.lookup(name);
    if (table === undefined) {
      const refused = `The lookup table '${name}' does not exist or is not available.`;
      return { refused, code: "E-LKTABLE", span: call.span };
    }
    const input = documentOf(args, 1);
    const output = documentOf(args, 2);
    const matches = new Map<string, LookupMatch>();
    return (row) => {
      const wanted = input(row);
      const columns = output(row);
      if (wanted === undefined || !isJsonObject(wanted) || !Array.isArray(columns)) return null;
      const names = [...wanted.keys()];
      const key = names.join("\0");
      const match = matches.get(key) ?? new LookupMatch(table, names);
      matches.set(key, match);
      const rows = match.find([...wanted.values()].map((value) => jsonText(value, "") ?? ""));
      return rows.length === 0 ? null : printJson(outputs(columns, rows));
    };
  },
  examples: [
    {
      eval: 'lookup("http_status",json_object("status",s),json_array("description"))',
      row: { s: "200" },
      is: '{"description":"OK"}',
      doc: "The table http_status has a row 200, OK.",
    },
    { eval: 'lookup("http_status",json_object("status",s),json_array("description"))', row: { s: "1" }, is: null },
  ],
});

function outputs(columns: readonly Json[], rows: readonly Readonly<Record<string, string>>[]): JsonObject {
  const object: JsonObject = new Map();
  for (const column of columns) {
    const name = jsonText(column, "") ?? "";
    const texts = rows.map((row) => row[name] ?? "");
    object.set(name, texts.length === 1 ? (texts[0] ?? "") : texts);
  }
  return object;
}
