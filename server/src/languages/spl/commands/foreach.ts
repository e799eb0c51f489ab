import { fieldPattern } from "#events/field-pattern.ts";
import { type FieldSet, openFields } from "#events/field-set.ts";
import { isJsonObject, jsonText } from "#events/json-path.ts";
import { parseJson } from "#events/json-text.ts";
import type { Row } from "#events/row.ts";
import { isMulti, toList, toText, type Value } from "#events/value.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import { defineCommand } from "../define.ts";
import { RunningTemplate } from "../foreach-template.ts";
import { fields, option, subsearches } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { streamingProblem } from "../streaming-commands.ts";

/** The elements that a collection mode goes through. */
function elements(value: Value, mode: string): readonly string[] {
  if (mode !== "multivalue" && !isMulti(value)) {
    const json = parseJson(toText(value) ?? "");
    if (Array.isArray(json)) return json.map((item) => jsonText(item, "null") ?? "null");
    if (mode === "json_array" || (json !== undefined && isJsonObject(json))) return [];
  }
  return toList(value);
}

export const foreach = defineCommand({
  name: "foreach",
  type: "distributable streaming",
  summary: "Runs a template for several fields, or for each value of a field.",
  details:
    "`<<FIELD>>` in the template is replaced, as text, by the name of each field that fits the list: write `'<<FIELD>>'` where an " +
    "expression reads it. `<<MATCHSTR>>` and `<<MATCHSEG1>>` are what the wildcards stand for. With mode=multivalue or json_array " +
    "an eval is run for each element: `<<ITEM>>` and its number `<<ITER>>`, counted from 0.",
  grammar: {
    mode: option(
      "mode",
      ["multifield", "multivalue", "json_array", "auto_collections"],
      "What to go through.",
      "multifield",
    ),
    fieldstr: option("fieldstr", "string", "What is replaced by the field's name.", "<<FIELD>>"),
    matchstr: option("matchstr", "string", "What is replaced by the text of the wildcards.", "<<MATCHSTR>>"),
    matchseg1: option("matchseg1", "string", "What is replaced by the text of the first wildcard.", "<<MATCHSEG1>>"),
    matchseg2: option("matchseg2", "string", "What is replaced by the text of the second wildcard.", "<<MATCHSEG2>>"),
    matchseg3: option("matchseg3", "string", "What is replaced by the text of the third wildcard.", "<<MATCHSEG3>>"),
    itemstr: option("itemstr", "string", "What is replaced by the element.", "<<ITEM>>"),
    iterstr: option("iterstr", "string", "What is replaced by the number of the element.", "<<ITER>>"),
    fields: fields("read", "The fields; `*` is a wildcard.", { wildcard: true }),
    template: subsearches("The template: streaming commands for the rows at hand.", { role: "template" }),
  },
  flow: (args, before, ctx): FieldSet => {
    const [sub] = args.template ?? [];
    if (sub === undefined) return before;
    const after = ctx.subsearch(sub, before);
    // The names that the template writes are those of the fields, which are not told apart here.
    return openFields({ ...before, kinds: after.kinds });
  },
  plan: (args, ctx): Operator | ReturnType<typeof refuse> => {
    const [sub] = args.template ?? [];
    if (sub === undefined) return refuse("E-SUBLAST", ctx.stage.span, "foreach needs a template in square brackets.");
    const wrong = streamingProblem(sub.pipeline);
    if (wrong !== undefined) {
      const message = `The template of foreach may hold streaming commands only; ${wrong.command} needs all rows at once.`;
      return refuse("unsupported-argument", wrong.nameSpan ?? wrong.span, message);
    }
    const template = ctx.text.slice(sub.pipeline.span.start, sub.pipeline.span.end);
    const mode = optionText(args.mode)?.toLowerCase() ?? "multifield";
    if (mode !== "multifield") {
      const [ref] = args.fields ?? [];
      if (ref === undefined)
        return refuse("E-FIELDSNONE", ctx.stage.span, `foreach mode=${mode} needs the name of a field.`);
      const item = optionText(args.itemstr) ?? "<<ITEM>>";
      const iteration = optionText(args.iterstr) ?? "<<ITER>>";
      return async function* (input, run) {
        const running = new RunningTemplate(template, ctx, run);
        for await (const batch of input) {
          const made: Row[] = [];
          for (const row of batch) {
            let rows: readonly Row[] = [row];
            for (const [index, text] of elements(row.get(ref.name), mode).entries()) {
              rows = await running.apply(rows, [
                [item, text],
                [iteration, String(index)],
              ]);
            }
            for (const one of rows) made.push(one);
          }
          if (made.length > 0) yield made;
        }
      };
    }
    const patterns = (args.fields ?? []).map((ref) => fieldPattern(ref.name));
    const segments = [args.matchseg1, args.matchseg2, args.matchseg3].map(
      (each, index) => optionText(each) ?? `<<MATCHSEG${index + 1}>>`,
    );
    return async function* (input, run) {
      const running = new RunningTemplate(template, ctx, run);
      let rows = await collect(input, run);
      const present = new Set(rows.flatMap((row) => [...row.names()]));
      const done = new Set<string>();
      for (const pattern of patterns) {
        for (const name of pattern.wildcard ? [...present] : [pattern.text]) {
          const parts = pattern.capture(name);
          if (parts === null || done.has(name)) continue;
          done.add(name);
          rows = await running.apply(rows, [
            [optionText(args.fieldstr) ?? "<<FIELD>>", name],
            [optionText(args.matchstr) ?? "<<MATCHSTR>>", parts.join("")],
            ...segments.map((segment, index) => [segment, parts[index] ?? ""] as const),
          ]);
        }
      }
      yield* inBatches(rows, run);
    };
  },
  orderInsensitive: true,
  rowWise: false,
  examples: [
    {
      spl: "foreach m_* [eval <<FIELD>>='<<FIELD>>'+<<MATCHSTR>>]",
      in: [{ m_1: "5", m_2: "10" }],
      out: [{ m_1: "6", m_2: "12" }],
    },
    {
      spl: "foreach mode=multivalue mv [eval total=total+<<ITEM>>, count=count+1] | fields total count",
      in: [{ mv: ["5", "15"], total: "0", count: "0" }],
      out: [{ total: "20", count: "2" }],
    },
  ],
});
