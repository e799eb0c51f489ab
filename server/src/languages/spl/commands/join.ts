import { besideFields, unknownFields } from "#events/field-set-merge.ts";
import type { Row } from "#events/row.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import { JoinIndex, type JoinKey, type JoinShape } from "#runtime/joining.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { watchFields } from "#runtime/watch-fields.ts";
import { defineCommand } from "../define.ts";
import { aliasedKeys, joinAliases, withAlias } from "../join-alias.ts";
import { joinLoss } from "../join-loss.ts";
import { fields, option, subsearches } from "../parts.ts";
import { fieldNames, optionBool, optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { subsearchRows } from "../subsearch-rows.ts";

/** The fields that both sides have, internal ones aside. */
function commonKeys(left: readonly Row[], right: readonly Row[]): JoinKey[] {
  const here = new Set(left.flatMap((row) => [...row.names()]));
  const there = new Set(right.flatMap((row) => [...row.names()]));
  return [...here]
    .filter((name) => !name.startsWith("_") && there.has(name))
    .map((name) => ({ left: name, right: name }));
}

export const join = defineCommand({
  name: "join",
  type: "centralized streaming",
  summary: "Joins each row with rows of a subsearch that have the same values in the key fields.",
  details:
    "Inner by default; `type=left` (or outer) keeps rows without a match. Each row is joined with the first match only unless " +
    "`max=0`. Keys are compared exactly, with case; a null key matches nothing. Fields of the subsearch replace the row's own " +
    "of the same name unless overwrite=f. Without fields all common ones are keys. With `left=L right=R where L.a=R.b` every " +
    "field gets its side's name in front: `L.a`, `R.b`. At most 50,000 rows of the subsearch count.",
  grammar: {
    type: option(
      "type",
      ["inner", "left", "outer"],
      "inner drops rows without a match; left and outer keep them.",
      "inner",
    ),
    usetime: option("usetime", "bool", "Match only rows that are earlier, or later, than the row.", "false"),
    earlier: option("earlier", "bool", "With usetime: earlier rows (true) or later ones.", "true"),
    overwrite: option("overwrite", "bool", "Values of the subsearch replace present ones.", "true"),
    max: option("max", "int", "How many matches a row is joined with; 0 for all.", "1"),
    left: option("left", "string", "Alias of the present rows, for WHERE."),
    right: option("right", "string", "Alias of the subsearch, for WHERE."),
    where: { kind: "join-where", doc: "`L.a = R.b`: pairs of fields that must be equal." },
    fields: fields("read", "The key fields."),
    subsearch: subsearches("The search whose rows are joined."),
  },
  flow: (args, before, ctx) => {
    const [sub] = args.subsearch ?? [];
    if (sub === undefined) return before;
    if (args.where !== undefined) return unknownFields(before);
    const keys = fieldNames(args.fields);
    const always = (optionText(args.type)?.toLowerCase() ?? "inner") === "inner";
    const over = { keys, always, overwrite: optionBool(args.overwrite, true) };
    return besideFields(before, ctx.subsearch(sub, before), over, ctx.field);
  },
  plan: (args, ctx) => {
    const [sub] = args.subsearch ?? [];
    if (sub === undefined) {
      return refuse(
        "E-JOINUSE",
        ctx.stage.span,
        "Usage: join (<join-options>)* <join-constraint> <dataset>. The subsearch is missing.",
      );
    }
    const rightRows = subsearchRows(sub, ctx);
    const given = fieldNames(args.fields).map((name) => ({ left: name, right: name }));
    const aliases = args.where === undefined ? undefined : joinAliases(args.left, args.right);
    const keys =
      aliases === undefined
        ? given
        : aliasedKeys(args.where ?? [], aliases).map((key) => ({
            left: `${aliases.left}.${key.left}`,
            right: `${aliases.right}.${key.right}`,
          }));
    const time = optionBool(args.usetime, false) ? (optionBool(args.earlier, true) ? "earlier" : "later") : "any";
    const shapeOf = (over: readonly JoinKey[], run: RunContext): JoinShape => ({
      keys: over,
      keepsLeft: (optionText(args.type)?.toLowerCase() ?? "inner") !== "inner",
      most: optionNumber(args.max, 1),
      overwrite: optionBool(args.overwrite, true),
      overwriteInternal: run.settings.joinOverwritesInternal,
      time,
    });
    const sayMissing = (names: readonly string[], run: RunContext) =>
      run.problem({
        code: "E-JOINFIELDS",
        severity: "warning",
        message: `The following join field(s) do not exist in the data: ${names.join(", ")}.`,
        span: ctx.stage.span,
      });
    const joining: Operator = async function* (input, run) {
      const found = await rightRows(run);
      const right = aliases === undefined ? found : found.map((row) => withAlias(row, aliases.right));
      if (keys.length > 0) {
        const unknown = given.filter((key) => right.length > 0 && right.every((row) => row.get(key.right) === null));
        if (unknown.length > 0)
          sayMissing(
            unknown.map((key) => key.right),
            run,
          );
        const index = new JoinIndex(right, shapeOf(keys, run));
        for await (const batch of input) {
          run.signal.throwIfAborted();
          const joined: Row[] = [];
          for (const row of batch) index.join(aliases === undefined ? row : withAlias(row, aliases.left), joined);
          if (joined.length > 0) yield joined;
        }
        return;
      }
      const left = await collect(input, run);
      const shape = shapeOf(commonKeys(left, right), run);
      const joined: Row[] = [];
      if (shape.keys.length === 0 && left.length > 0 && right.length > 0)
        sayMissing(["no field is common to both sides"], run);
      if (shape.keys.length === 0 && !shape.keepsLeft) return;
      const index = new JoinIndex(shape.keys.length === 0 ? [] : right, shape);
      for (const row of left) index.join(row, joined);
      yield* inBatches(joined, run);
    };
    return watchFields(joining, aliases === undefined ? given.map((key) => key.left) : [], sayMissing);
  },
  loss: (args, ctx) => {
    const [sub] = args.subsearch ?? [];
    if (sub === undefined) return () => null;
    const given = fieldNames(args.fields).map((name) => ({ left: name, right: name }));
    const keys = args.where === undefined ? given : aliasedKeys(args.where, joinAliases(args.left, args.right));
    return joinLoss(keys, subsearchRows(sub, ctx));
  },
  examples: [
    {
      spl: 'join u [| makeresults format=csv data="u,y\na,9" | table u y]',
      in: [
        { u: "a", x: "1" },
        { u: "b", x: "2" },
      ],
      out: [{ u: "a", x: "1", y: "9" }],
    },
    {
      spl: 'join type=left u [| makeresults format=csv data="u,y\na,9" | table u y]',
      in: [
        { u: "a", x: "1" },
        { u: "b", x: "2" },
      ],
      out: [
        { u: "a", x: "1", y: "9" },
        { u: "b", x: "2" },
      ],
    },
    {
      spl: 'join max=0 u [| makeresults format=csv data="u,y\na,8\na,9" | table u y]',
      in: [{ u: "a" }],
      out: [
        { u: "a", y: "8" },
        { u: "a", y: "9" },
      ],
    },
    {
      spl: 'join u [| makeresults format=csv data="u,y\nabc,9" | table u y]',
      in: [{ u: "ABC" }],
      out: [],
      doc: "Case counts.",
    },
    {
      spl: 'join type=left left=L right=R where L.u=R.id [| makeresults format=csv data="id,x\na,9" | table id x]',
      in: [
        { u: "a", x: "1" },
        { u: "b", x: "2" },
      ],
      out: [
        { "L.u": "a", "L.x": "1", "R.id": "a", "R.x": "9" },
        { "L.u": "b", "L.x": "2" },
      ],
      doc: "With aliases each field has its side's name in front.",
    },
    {
      spl: 'join overwrite=f u [| makeresults format=csv data="u,x\na,new" | table u x]',
      in: [{ u: "a", x: "old" }],
      out: [{ u: "a", x: "old" }],
    },
  ],
});
