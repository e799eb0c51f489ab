import { allPaths, dataPath } from "#events/data-path.ts";
import { madeField, openFields, withField } from "#events/field-set.ts";
import { fromList, toText } from "#events/value.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { optionText } from "../read-option.ts";

export const spath = defineCommand({
  name: "spath",
  type: "distributable streaming",
  summary: "Extracts values from JSON or XML text.",
  details:
    "With a path the value it leads to goes into output, or into a field named like the path; several values make a multivalue, " +
    "objects and arrays give JSON text. Without a path all paths of the first 5,000 characters become fields: `a.b`, `a{}.b`, " +
    "`a{@attribute}`. `a{0}` is the first element in JSON, `a{1}` in XML. Text that is neither, or no match, changes nothing.",
  grammar: {
    input: option("input", "field", "The field with the text.", "_raw"),
    output: option("output", "field", "The field for the value."),
    path: option("path", "string", "The path to follow."),
    bare: word("path", "The path to follow."),
  },
  flow: ({ input, output, path, bare }, before, ctx) => {
    const from = optionText(input) ?? "_raw";
    const steps = optionText(path) ?? bare?.text;
    if (steps === undefined) return openFields(before);
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [from] };
    const target = optionText(output) ?? steps;
    const presence = ctx.field(before, target).presence === "definite" ? "definite" : "maybe";
    return withField(before, target, madeField(provenance, { presence, multivalue: "maybe" }));
  },
  plan: ({ input, output, path, bare }) => {
    const from = optionText(input) ?? "_raw";
    const steps = optionText(path) ?? bare?.text;
    return changeRows((run) => {
      const nullText = run.settings.jsonNullText === "text" ? "null" : null;
      const explains = run.trace !== undefined;
      if (steps === undefined) {
        return (row) => {
          const text = toText(row.get(from));
          if (text === null) return;
          for (const [name, texts] of allPaths(text, nullText) ?? []) {
            row.set(name, fromList(texts));
            if (explains) recordSources(row, name, [from]);
          }
        };
      }
      const follow = dataPath(steps, nullText);
      const target = optionText(output) ?? steps;
      return (row) => {
        const text = toText(row.get(from));
        const found = text === null ? [] : follow(text);
        if (found.length === 0) return;
        row.set(target, fromList(found));
        if (explains) recordSources(row, target, [from]);
      };
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "spath | fields - _raw",
      in: [{ _raw: '{"a":{"b":"1"},"c":[{"d":"x"},{"d":"y"}]}' }],
      out: [{ "a.b": "1", "c{}.d": ["x", "y"] }],
    },
    {
      spl: "spath path=c{1}.d output=o | fields - _raw",
      in: [{ _raw: '{"c":[{"d":"x"},{"d":"y"}]}' }],
      out: [{ o: "y" }],
    },
    { spl: "spath output=u a.b | fields - _raw", in: [{ _raw: '{"a":{"b":"1"}}' }], out: [{ u: "1" }] },
    {
      spl: "spath input=x path=v.p{@n} output=o | fields o",
      in: [{ x: '<v><p n="1">hi</p></v>' }],
      out: [{ o: "1" }],
    },
  ],
});
