import { fieldPattern, fillPattern, wildcardCount } from "#events/field-pattern.ts";
import { type FieldInfo, type FieldSet, openFields, withFields, withoutFields } from "#events/field-set.ts";
import { Row } from "#events/row.ts";
import { recordSources } from "#runtime/sources.ts";
import { mapRows } from "#runtime/streaming.ts";
import type { FlowContext, PlanContext, Refusal } from "#semantics/dialect.ts";
import type { RenamePair } from "#syntax/spl/ast.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { refuse } from "../refuse.ts";

interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** The new name of every field that a row has, and the names whose old values must go. */
type Names = (present: readonly string[]) => { readonly to: ReadonlyMap<string, string>; readonly taken: Set<string> };

function compileNames(pairs: readonly Renaming[]): Names {
  const rules = pairs.map(({ from, to }) => ({ from: fieldPattern(from), to }));
  const exact = new Map(pairs.map(({ from, to }) => [from, to]));
  const plain = rules.every(({ from }) => !from.wildcard);
  const exactTaken = new Set(pairs.filter(({ from }) => !from.includes("*")).map(({ to }) => to));
  return (present) => {
    if (plain) return { to: exact, taken: exactTaken };
    const to = new Map<string, string>();
    for (const rule of rules) {
      if (!rule.from.wildcard) {
        to.set(rule.from.text, rule.to);
        continue;
      }
      for (const name of present) {
        const parts = rule.from.capture(name);
        if (parts !== null) to.set(name, fillPattern(rule.to, parts));
      }
    }
    return { to, taken: new Set(to.values()) };
  };
}

/**
 * A row of an event keeps its lazy fields; any other is rebuilt so that a renamed field keeps its column's place. Of two
 * sources with one target the last wins.
 */
function renameRow(row: Row, names: Names): Row {
  const present = row.names();
  const { to, taken } = names(present);
  if (row.event !== null || taken.size < to.size) {
    const moved = [...to].map(([from, target]) => [from, target, row.get(from)] as const);
    for (const [from] of moved) row.set(from, null);
    for (const [, target, value] of moved) row.set(target, value);
    return row;
  }
  const made = new Row(null);
  for (const name of present) {
    const target = to.get(name);
    if (target !== undefined) made.set(target, row.get(name));
    else if (!taken.has(name)) made.set(name, row.get(name));
  }
  made.lineage = row.lineage;
  made.sources = row.sources;
  return made;
}

/** What is wrong with the pairs; undefined when they can run. */
function pairsProblem(pairs: readonly RenamePair[], ctx: PlanContext): Refusal | undefined {
  const sources = new Set<string>();
  const targets = new Set<string>();
  for (const { from, to, span } of pairs) {
    if (to.kind === "missing") continue;
    if (wildcardCount(from.name) !== wildcardCount(to.name) || from.name.includes("**") || to.name.includes("**")) {
      return refuse("E-RENWC", span, `Wildcard mismatch: '${from.name}' as '${to.name}'.`);
    }
    if (sources.has(from.name)) {
      return refuse("E-RENUSE", from.span, `'${from.name}' is renamed twice; a field can get one new name only.`);
    }
    sources.add(from.name);
    if (targets.has(to.name)) {
      ctx.report({
        code: "E-RENDUP",
        span: to.span,
        severity: "warning",
        message: `Multiple renames to field '${to.name}' detected. Only the last one will appear, and previous 'from' fields will be dropped.`,
      });
    }
    targets.add(to.name);
  }
  return undefined;
}

/** The pairs with wildcards resolved against the fields known; `open` when others may fit. */
function knownPairs(pairs: readonly RenamePair[], before: FieldSet, ctx: FlowContext) {
  const known: { from: string; to: string; pair: RenamePair }[] = [];
  let open = false;
  for (const pair of pairs) {
    const { from, to } = pair;
    if (to.kind === "missing") continue;
    if (!from.wildcard) {
      known.push({ from: from.name, to: to.name, pair });
      continue;
    }
    const pattern = fieldPattern(from.name);
    const names = ctx.matching(before, from.name);
    open ||= !names.complete;
    for (const name of names.names) {
      known.push({ from: name, to: fillPattern(to.name, pattern.capture(name) ?? []), pair });
    }
  }
  return { known, open };
}

export const rename = defineCommand({
  name: "rename",
  type: "distributable streaming",
  summary: "Gives fields new names.",
  details:
    "All pairs are based on the incoming names. Renaming onto a field that exists removes that field's own value, also in " +
    "rows that lack the source: two fields cannot be merged so (use `coalesce`). Both sides need the same number of `*`; " +
    "what a wildcard stands for is carried over.",
  grammar: { pairs: { kind: "rename-pairs", required: true, doc: "`old AS new`, separated by commas or spaces." } },
  flow: ({ pairs = [] }, before, ctx) => {
    const { known, open } = knownPairs(pairs, before, ctx);
    const made = known.map(({ from, to, pair }): readonly [string, FieldInfo] => {
      const info = ctx.field(before, from);
      return [to, { ...info, provenance: { kind: "rename", span: pair.span, from: [from] } }];
    });
    const gone = withoutFields(
      before,
      known.map(({ from }) => from),
      byStage(ctx.stage),
    );
    const after = withFields(gone, made);
    const raw = known.some(({ from }) => from === "_raw") ? false : before.hasRaw;
    const hasRaw = known.some(({ to }) => to === "_raw") || raw;
    return open ? openFields({ ...after, hasRaw }) : { ...after, hasRaw };
  },
  plan: ({ pairs = [] }, ctx) => {
    const wrong = pairsProblem(pairs, ctx);
    if (wrong !== undefined) return wrong;
    const renamings = pairs.flatMap(({ from, to }) =>
      to.kind === "missing" ? [] : [{ from: from.name, to: to.name }],
    );
    const names = compileNames(renamings);
    return mapRows((run) => {
      if (run.trace === undefined) return (row) => renameRow(row, names);
      return (row) => {
        const { to } = names(row.names());
        const renamed = renameRow(row, names);
        for (const [from, target] of to) recordSources(renamed, target, [from]);
        return renamed;
      };
    });
  },
  orderInsensitive: true,
  examples: [
    { spl: 'rename a as "A B"', in: [{ a: "1" }], out: [{ "A B": "1" }] },
    {
      spl: "rename Processes.* as *",
      in: [{ "Processes.x": "1", "Processes.y": "2", k: "3" }],
      out: [{ x: "1", y: "2", k: "3" }],
    },
    {
      spl: "rename pid as product_id",
      in: [{ pid: "1" }, { product_id: "2" }],
      out: [{ product_id: "1" }, {}],
      doc: "The second row loses its own product_id.",
    },
  ],
});
