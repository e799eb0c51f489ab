import { withField } from "#events/field-set.ts";
import { fromList, toText } from "#events/value.ts";
import { numberedGroups } from "#runtime/regex.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { changeRows } from "#runtime/streaming.ts";
import { watchFields } from "#runtime/watch-fields.ts";
import { isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { Option } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";
import { optionBool, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { sayAbsent } from "../say-absent.ts";

/** How a text is cut into values. */
function splitter(
  delim: string,
  tokenizer: Option | undefined,
  ctx: PlanContext,
): ((run: RunContext) => (text: string) => string[]) | Refusal {
  const pattern = optionText(tokenizer);
  if (pattern === undefined || tokenizer === undefined) return () => (text) => text.split(delim);
  const prepared = ctx.regex(pattern, tokenizer.value.span, "g");
  if (isRefusal(prepared)) return prepared;
  return (run) => {
    const regex = prepared(run);
    return (text) => [...text.matchAll(regex)].map((match) => numberedGroups(regex, match)[1] ?? match[0]);
  };
}

export const makemv = defineCommand({
  name: "makemv",
  type: "distributable streaming",
  summary: "Splits a field into several values.",
  details:
    "At a delimiter, one space unless told otherwise, or by a tokenizer whose first group is a value at each match. Empty pieces are " +
    "dropped unless allowempty=t.",
  grammar: {
    delim: option("delim", "string", "What stands between values.", " "),
    tokenizer: option("tokenizer", "regex", "A regular expression; its first group is a value."),
    allowempty: option("allowempty", "bool", "Keep empty values.", "false"),
    setsv: option("setsv", "bool", "Also set the single-value form; no effect here.", "false"),
    field: field("write", "The field to split.", { required: true }),
  },
  flow: ({ field: ref }, before, ctx) => {
    if (ref === undefined) return before;
    // The parts are other values, and no part may be left.
    const { content: _whole, presenceByKind: _kinds, presence, ...info } = ctx.field(before, ref.name);
    return withField(before, ref.name, {
      ...info,
      presence: presence === "definite" ? "maybe" : presence,
      type: "any",
      multivalue: "maybe",
      domain: { kind: "any" },
    });
  },
  plan: ({ delim, tokenizer, allowempty, field: ref }, ctx) => {
    if (delim !== undefined && tokenizer !== undefined) {
      return refuse("E-MVBOTH", tokenizer.span, "Cannot specify both delim and tokenizer options.");
    }
    if (ref === undefined) return refuse("E-FIELDSNONE", ctx.stage.span, "makemv needs the name of a field.");
    const prepared = splitter(optionText(delim) ?? " ", tokenizer, ctx);
    if (isRefusal(prepared)) return prepared;
    const keepsEmpty = optionBool(allowempty, false);
    const { name } = ref;
    const changed = changeRows((run) => {
      const split = prepared(run);
      return (row) => {
        const text = toText(row.get(name));
        if (text === null) return;
        const pieces = split(text);
        const kept = keepsEmpty ? pieces : pieces.filter((piece) => piece !== "");
        if (kept.length > 0) row.set(name, fromList(kept));
      };
    });
    return watchFields(changed, [name], sayAbsent(ref.span));
  },
  orderInsensitive: true,
  examples: [
    { spl: 'makemv delim="," x', in: [{ x: "a,b,,c" }], out: [{ x: ["a", "b", "c"] }] },
    { spl: 'makemv delim="," allowempty=t x', in: [{ x: "a,b,,c" }], out: [{ x: ["a", "b", "", "c"] }] },
    { spl: 'makemv tokenizer="([^,]+),?" x', in: [{ x: "one,two" }], out: [{ x: ["one", "two"] }] },
  ],
});
