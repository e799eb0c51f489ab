import { fieldSelector } from "#events/field-pattern.ts";
import { type FieldInfo, type FieldSet, onlyFields, withoutFields } from "#events/field-set.ts";
import { changeRows, mapRows } from "#runtime/streaming.ts";
import type { FlowContext } from "#semantics/dialect.ts";
import type { FieldRef } from "#syntax/spl/ast.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { fields, flag } from "../parts.ts";
import { fieldNames } from "../read-option.ts";
import { refuse } from "../refuse.ts";

function keptFields(refs: readonly FieldRef[], before: FieldSet, ctx: FlowContext): FieldSet {
  let open = false;
  const kept: (readonly [string, FieldInfo])[] = [];
  for (const ref of refs) {
    if (!ref.wildcard) {
      kept.push([ref.name, ctx.field(before, ref.name)]);
      continue;
    }
    const known = ctx.matching(before, ref.name);
    open ||= !known.complete;
    for (const name of known.names) kept.push([name, ctx.field(before, name)]);
  }
  for (const name of ["_time", "_raw"]) kept.push([name, ctx.field(before, name)]);
  return onlyFields(before, kept, byStage(ctx.stage), { open, hasRaw: before.hasRaw });
}

function withoutNamed(refs: readonly FieldRef[], before: FieldSet, ctx: FlowContext): FieldSet {
  const names = refs.flatMap((ref) => (ref.wildcard ? ctx.matching(before, ref.name).names : [ref.name]));
  const after = withoutFields(before, names, byStage(ctx.stage));
  return names.includes("_raw") ? { ...after, hasRaw: false } : after;
}

export const fieldsCommand = defineCommand({
  name: "fields",
  type: "distributable streaming",
  summary: "Keeps the named fields, or removes them after a minus.",
  details:
    "`fields a b` also keeps the internal fields (`_time`, `_raw` and others with an underscore in front); `fields - _raw` or " +
    "`fields - _*` removes them. Spaces or commas stand between names.",
  grammar: {
    sign: flag(["+", "-"], "`-` removes the fields, `+` (default) keeps them."),
    fields: fields("read", "The fields; `*` is a wildcard.", { wildcard: true, required: true }),
  },
  flow: ({ sign, fields: refs = [] }, before, ctx) =>
    sign?.text === "-" ? withoutNamed(refs, before, ctx) : keptFields(refs, before, ctx),
  plan: ({ sign, fields: refs }, ctx) => {
    const names = fieldNames(refs);
    if (names.length === 0) {
      return refuse(
        "E-FIELDSNONE",
        ctx.stage.span,
        "Must specify at least one valid field name (can contain wildcards).",
      );
    }
    const wild = names.some((name) => name.includes("*"));
    const selects = fieldSelector(names);
    if (sign?.text === "-") {
      return changeRows(() => (row) => {
        for (const name of wild ? row.names().filter(selects) : names) row.set(name, null);
      });
    }
    return mapRows(() => (row) => row.pick(row.names().filter((name) => name.startsWith("_") || selects(name))));
  },
  orderInsensitive: true,
  examples: [
    { spl: "fields a*", in: [{ a: "1", ab: "2", c: "3", _time: "0" }], out: [{ a: "1", ab: "2", _time: "0" }] },
    { spl: "fields - a*", in: [{ a: "1", ab: "2", c: "3", _time: "0" }], out: [{ c: "3", _time: "0" }] },
    { spl: "fields - a, c", in: [{ a: "1", b: "2", c: "3" }], out: [{ b: "2" }] },
  ],
});
