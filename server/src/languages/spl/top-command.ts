import { type FieldInfo, type FieldSet, madeField, onlyFields } from "#events/field-set.ts";
import type { Operator } from "#runtime/operator.ts";
import type { FlowContext, LossReason, PlanContext, Refusal } from "#semantics/dialect.ts";
import type { Args } from "#syntax/spl/grammar.ts";
import { groupField } from "./aggregate-flow.ts";
import { byStage } from "./by-stage.ts";
import { absentIn, namesText, rowsText, valuesText } from "./loss.ts";
import { byFields, fields, option, word } from "./parts.ts";
import { fieldNames, optionBool, optionNumber, optionText } from "./read-option.ts";
import { refuse } from "./refuse.ts";
import { topPlan } from "./top-plan.ts";

/** The arguments of top, rare and their summary forms. */
export const TOP_GRAMMAR = {
  count: word("int", "How many rows to give for each group; 0 for all."),
  limit: option("limit", "int", "How many rows to give for each group; 0 for all.", "10"),
  countfield: option("countfield", "field", "Name of the column of counts.", "count"),
  percentfield: option("percentfield", "field", "Name of the column of percentages.", "percent"),
  showcount: option("showcount", "bool", "Whether to give the counts.", "true"),
  showperc: option("showperc", "bool", "Whether to give the percentages.", "true"),
  useother: option("useother", "bool", "Add a row for everything beyond the limit.", "false"),
  otherstr: option("otherstr", "string", "What stands for the values in that row.", "OTHER"),
  fields: fields("group", "The fields whose combinations are counted.", { required: true }),
  by: byFields("Fields whose values make groups that are counted apart."),
} as const;

type TopArgs = Args<typeof TOP_GRAMMAR>;

function columnNames(args: TopArgs): { count: string | undefined; percent: string | undefined } {
  return {
    count: optionBool(args.showcount, true) ? (optionText(args.countfield) ?? "count") : undefined,
    percent: optionBool(args.showperc, true) ? (optionText(args.percentfield) ?? "percent") : undefined,
  };
}

/** The fields after top or rare: BY fields, counted fields, count, percent. */
export function topFlow(args: TopArgs, before: FieldSet, ctx: FlowContext): FieldSet {
  const columns: (readonly [string, FieldInfo])[] = [
    ...fieldNames(args.by).map((name) => [name, groupField(before, name, ctx)] as const),
    ...fieldNames(args.fields).map((name) => [name, countedField(args, before, name, ctx)] as const),
  ];
  const { count, percent } = columnNames(args);
  const made = madeField(
    { kind: "aggregation", span: ctx.stage.span, from: fieldNames(args.fields) },
    { type: "number" },
  );
  for (const name of [count, percent]) if (name !== undefined) columns.push([name, made]);
  return onlyFields(before, columns, byStage(ctx.stage), { order: "sorted" });
}

/** A counted field: with useother a row has the word for the others in its place. */
function countedField(args: TopArgs, before: FieldSet, name: string, ctx: FlowContext): FieldInfo {
  const kept = groupField(before, name, ctx);
  return optionBool(args.useother, false) ? madeField({ ...kept.provenance, kind: "aggregation" }) : kept;
}

/** Why top or rare lost a row. */
export function topLoss(args: TopArgs, rarest: boolean): LossReason {
  const names = [...fieldNames(args.by), ...fieldNames(args.fields)];
  const most = args.count === undefined ? optionNumber(args.limit, 10) : Number(args.count.text);
  return ({ row }) => {
    const absent = absentIn(row, names);
    if (absent.length > 0) return `Only rows with ${namesText(names)} are counted, and ${namesText(absent)} is absent.`;
    const own = valuesText(row, fieldNames(args.fields));
    return `${rarest ? "rare" : "top"} keeps the first ${rowsText(most)} of a group, and ${own} comes later in its order.`;
  };
}

/** How top or rare runs. */
export function topRun(args: TopArgs, ctx: PlanContext, rarest: boolean): Operator | Refusal {
  if (args.by?.length === 0)
    return refuse("E-BYNONE", ctx.stage.span, "You must specify at least one field after 'by'.");
  if (args.fields === undefined || args.fields.length === 0) {
    return refuse("E-FIELDSNONE", ctx.stage.span, `The ${ctx.stage.command} command needs at least one field.`);
  }
  const { count, percent } = columnNames(args);
  const taken = new Set([...fieldNames(args.by), ...fieldNames(args.fields)]);
  for (const name of [count, percent]) {
    if (name === undefined) continue;
    if (taken.has(name)) {
      const message = `The output field '${name}' cannot have the same name as another column; give it one by countfield= or percentfield=.`;
      return refuse("E-NAMECONFLICT", ctx.stage.span, message);
    }
    taken.add(name);
  }
  return topPlan({
    fields: fieldNames(args.fields),
    by: fieldNames(args.by),
    limit: args.count === undefined ? optionNumber(args.limit, 10) : Number(args.count.text),
    rarest,
    countField: count,
    percentField: percent,
    other: optionBool(args.useother, false) ? (optionText(args.otherstr) ?? "OTHER") : undefined,
  });
}
