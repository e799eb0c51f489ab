import { madeField, withField } from "#events/field-set.ts";
import { fromList, toText } from "#events/value.ts";
import { parseXml } from "#events/xml.ts";
import { compileXpath } from "#events/xpath.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const xpath = defineCommand({
  name: "xpath",
  type: "distributable streaming",
  summary: "Extracts values from XML by an XPath.",
  details:
    "Steps `/name`, `//name`, `*`, `@attribute`, `text()` and conditions `[2]`, `[@name='x']`, `[name='x']` are known; several values " +
    "make a multivalue.",
  grammar: {
    outfield: option("outfield", "field", "The field for the value.", "xpath"),
    field: option("field", "field", "The field with the XML text.", "_raw"),
    byDefault: option("default", "string", "The value when nothing is found."),
    path: word("string", "The path, in double quotes.", { required: true }),
  },
  flow: ({ outfield, field, byDefault }, before, ctx) => {
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [optionText(field) ?? "_raw"] };
    const presence = byDefault === undefined ? "maybe" : "definite";
    return withField(before, optionText(outfield) ?? "xpath", madeField(provenance, { presence, multivalue: "maybe" }));
  },
  plan: ({ outfield, field, byDefault, path }, ctx) => {
    if (path === undefined) return refuse("E-REQUIRED", ctx.stage.span, "xpath needs a path in double quotes.");
    const select = compileXpath(path.text);
    if (select === null) {
      return refuse("unsupported-argument", path.span, `The path '${path.text}' has parts that are not run here.`);
    }
    const from = optionText(field) ?? "_raw";
    const target = optionText(outfield) ?? "xpath";
    const otherwise = optionText(byDefault);
    return changeRows(() => (row) => {
      const text = toText(row.get(from));
      const elements = text === null ? undefined : parseXml(text);
      const found = elements === undefined ? [] : select(elements);
      if (found.length > 0) row.set(target, fromList(found));
      else if (otherwise !== undefined) row.set(target, otherwise);
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: `xpath outfield=n "//p[@k='b']" | fields n`,
      in: [{ _raw: "<v><p k='a'>1</p><p k='b'>2</p></v>" }],
      out: [{ n: "2", _raw: "<v><p k='a'>1</p><p k='b'>2</p></v>" }],
    },
    {
      spl: 'xpath field=x outfield=n "/v/p/@k" | table n',
      in: [{ x: "<v><p k='a'>1</p><p k='b'>2</p></v>" }],
      out: [{ n: ["a", "b"] }],
    },
  ],
});
