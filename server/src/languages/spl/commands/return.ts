import { madeField, onlyFields } from "#events/field-set.ts";
import { addToLineage, emptyLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { toList } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { comparisonText } from "#runtime/format-search.ts";
import type { Literal } from "#syntax/spl/ast.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { rest, word } from "../parts.ts";
import { refuse } from "../refuse.ts";

/** What is given of a field: `field`, `alias=field`, or `$field` for the bare value. */
interface Item {
  readonly field: string;
  readonly name: string | undefined;
}

function itemOf({ text }: Literal): Item {
  const clean = text.replace(/^"(.*)"$/s, "$1");
  if (clean.startsWith("$")) return { field: clean.slice(1), name: undefined };
  const at = clean.indexOf("=");
  return at > 0 ? { field: clean.slice(at + 1), name: clean.slice(0, at) } : { field: clean, name: clean };
}

function rowText(row: Row, items: readonly Item[]): string {
  return items
    .flatMap(({ field, name }) =>
      toList(row.get(field)).map((value) => (name === undefined ? value : comparisonText(name, value))),
    )
    .join(" ");
}

export const returnCommand = defineCommand({
  name: "return",
  type: "dataset processing",
  summary: "Gives field values of the first rows as the text of a search expression.",
  details:
    'One row unless a number is given. `field` gives `field="value"`, `alias=field` another name, `$field` the bare value. Several ' +
    "rows are put in parentheses and joined by OR.",
  grammar: {
    count: word("int", "How many rows to use."),
    items: rest("`field`, `alias=field` or `$field`."),
  },
  flow: (_args, before, ctx) => {
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] }, { type: "string" });
    return onlyFields(before, [["search", info]], byStage(ctx.stage));
  },
  plan: ({ count, items: words }, ctx) => {
    const items = (words ?? []).map(itemOf);
    if (items.length === 0) return refuse("E-REQUIRED", ctx.stage.span, "return needs at least one field.");
    const most = count === undefined ? 1 : Number(count.text);
    return wholeSet((rows) => {
      const used = rows.slice(0, most);
      const texts = used.map((row) => rowText(row, items)).filter((text) => text !== "");
      const row = Row.of({
        search: texts.length > 1 ? texts.map((text) => `(${text})`).join(" OR ") : (texts[0] ?? ""),
      });
      row.lineage = emptyLineage();
      for (const each of used) addToLineage(row.lineage, each);
      return [row];
    });
  },
  examples: [
    { spl: "return u", in: [{ u: "bob" }, { u: "al" }], out: [{ search: 'u="bob"' }] },
    { spl: "return 2 who=u", in: [{ u: "bob" }, { u: "al" }], out: [{ search: '(who="bob") OR (who="al")' }] },
    { spl: "return $u", in: [{ u: "bob" }], out: [{ search: "bob" }] },
  ],
});
