import { besideFields } from "#events/field-set-merge.ts";
import type { Row } from "#events/row.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import { JoinIndex, type JoinKey, type JoinShape } from "#runtime/joining.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Option, RenamePair } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { joinLoss } from "../join-loss.ts";
import { fields, option, subsearches } from "../parts.ts";
import { fieldNames, optionBool, optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { subsearchRows } from "../subsearch-rows.ts";

/** The fields of `where L.a = R.b` without their aliases, whichever side they stand on. */
function aliasedKeys(pairs: readonly RenamePair[], left: Option | undefined, right: Option | undefined): JoinKey[] {
  const leftPrefix = `${optionText(left) ?? "left"}.`;
  const rightPrefix = `${optionText(right) ?? "right"}.`;
  const bare = (name: string, prefix: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  return pairs.flatMap(({ from, to }) => {
    if (to.kind === "missing") return [];
    const turned = from.name.startsWith(rightPrefix) && to.name.startsWith(leftPrefix);
    const [a, b] = turned ? [to.name, from.name] : [from.name, to.name];
    return [{ left: bare(a, leftPrefix), right: bare(b, rightPrefix) }];
  });
}

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
    "of the same name unless overwrite=f. Without fields all common ones are keys. At most 50,000 rows of the subsearch count.",
  grammar: {
    type: option("type", ["inner", "left", "outer"], "Which rows remain.", "inner"),
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
    const aliased = aliasedKeys(args.where ?? [], args.left, args.right);
    const keys = args.where === undefined ? fieldNames(args.fields) : aliased.map((key) => key.left);
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
    const keys = args.where === undefined ? given : aliasedKeys(args.where, args.left, args.right);
    const time = optionBool(args.usetime, false) ? (optionBool(args.earlier, true) ? "earlier" : "later") : "any";
    const shapeOf = (over: readonly JoinKey[], run: RunContext): JoinShape => ({
      keys: over,
      keepsLeft: (optionText(args.type)?.toLowerCase() ?? "inner") !== "inner",
      most: optionNumber(args.max, 1),
      overwrite: optionBool(args.overwrite, true),
      overwriteInternal: run.settings.joinOverwritesInternal,
      time,
    });
    return async function* (input, run) {
      const right = await rightRows(run);
      if (keys.length > 0) {
        const index = new JoinIndex(right, shapeOf(keys, run));
        for await (const batch of input) {
          run.signal.throwIfAborted();
          const joined: Row[] = [];
          for (const row of batch) index.join(row, joined);
          if (joined.length > 0) yield joined;
        }
        return;
      }
      const left = await collect(input, run);
      const shape = shapeOf(commonKeys(left, right), run);
      const joined: Row[] = [];
      if (shape.keys.length === 0 && !shape.keepsLeft) return;
      const index = new JoinIndex(shape.keys.length === 0 ? [] : right, shape);
      for (const row of left) index.join(row, joined);
      yield* inBatches(joined, run);
    };
  },
  loss: (args, ctx) => {
    const [sub] = args.subsearch ?? [];
    if (sub === undefined) return () => null;
    const given = fieldNames(args.fields).map((name) => ({ left: name, right: name }));
    const keys = args.where === undefined ? given : aliasedKeys(args.where, args.left, args.right);
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
      spl: 'join overwrite=f u [| makeresults format=csv data="u,x\na,new" | table u x]',
      in: [{ u: "a", x: "old" }],
      out: [{ u: "a", x: "old" }],
    },
  ],
});
