import { fieldPattern } from "#events/field-pattern.ts";
import { madeField, withField } from "#events/field-set.ts";
import { type Json, printJson } from "#events/json-text.ts";
import type { Row } from "#events/row.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { type JsonTyping, jsonOf } from "../json-fields.ts";
import { option, rest } from "../parts.ts";
import { optionBool, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

const TYPINGS: readonly JsonTyping[] = ["auto", "bool", "json", "none", "num", "str"];

function typingOf(word: string): JsonTyping | undefined {
  return TYPINGS.find((typing) => typing === word.toLowerCase());
}

export const tojson = defineCommand({
  name: "tojson",
  type: "distributable streaming",
  summary: "Writes the fields of a row as a JSON object into `_raw`.",
  details:
    "Fields may be given with a type: `num(x)`, `str(x)`, `bool(x)`, `json(x)`, `auto(x)`, `none(x)`; `*` is a wildcard. none, which " +
    "holds unless default_type says otherwise, writes texts. Without a list all fields but internal ones are written.",
  grammar: {
    defaultType: option("default_type", "string", "The type of fields that are given without one.", "none"),
    fillNull: option("fill_null", "bool", "Write null for what a type cannot take.", "false"),
    includeInternal: option("include_internal", "bool", "Write internal fields too.", "false"),
    output: option("output_field", "field", "The field for the object.", "_raw"),
    fields: rest("Fields, each perhaps in the parentheses of a type."),
  },
  flow: ({ output }, before, ctx) => {
    const name = optionText(output) ?? "_raw";
    const after = withField(
      before,
      name,
      madeField({ kind: "command", span: ctx.stage.span, from: [] }, { type: "string" }),
    );
    return name === "_raw" ? { ...after, hasRaw: true } : after;
  },
  plan: ({ defaultType, fillNull, includeInternal, output, fields }, ctx) => {
    const usual = typingOf(optionText(defaultType) ?? "none");
    if (usual === undefined) {
      return refuse(
        "E-OPTVAL",
        defaultType?.value.span ?? ctx.stage.span,
        `default_type must be one of ${TYPINGS.join(", ")}.`,
      );
    }
    const internal = optionBool(includeInternal, false);
    const rules: { readonly pattern: ReturnType<typeof fieldPattern>; readonly typing: JsonTyping }[] = [];
    for (const { text, span } of fields ?? []) {
      const call = /^(\w+)\((.*)\)$/.exec(text);
      const typing = call === null ? usual : typingOf(call[1] ?? "");
      if (typing === undefined)
        return refuse("E-STATSARG", span, `The argument '${text}' is invalid: the types are ${TYPINGS.join(", ")}.`);
      rules.push({ pattern: fieldPattern(call?.[2] ?? text), typing });
    }
    const target = optionText(output) ?? "_raw";
    const nulls = optionBool(fillNull, false);
    const typingFor = (name: string): JsonTyping | undefined => {
      if (rules.length === 0) return internal || !name.startsWith("_") ? usual : undefined;
      return rules.find(({ pattern }) => pattern.matches(name))?.typing;
    };
    return changeRows(() => (row: Row) => {
      const object = new Map<string, Json>();
      for (const name of row.names()) {
        const typing = typingFor(name);
        if (typing === undefined) continue;
        const json = jsonOf(row.get(name), typing);
        if (json !== undefined) object.set(name, json);
        else if (nulls) object.set(name, null);
      }
      row.set(target, printJson(object));
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "tojson num(a) str(b) output_field=j | table j",
      in: [{ a: "1", b: "2", c: "3" }],
      out: [{ j: '{"a":1,"b":"2"}' }],
    },
    {
      spl: "tojson default_type=auto output_field=j | table j",
      in: [{ a: "1", b: "x" }],
      out: [{ j: '{"a":1,"b":"x"}' }],
    },
  ],
});
