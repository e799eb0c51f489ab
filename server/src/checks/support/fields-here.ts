import type { FieldSet } from "#events/field-set.ts";
import { type Condition, evalCondition, searchCondition } from "#semantics/spl/condition.ts";
import type { PipelineFlow } from "#semantics/spl/field-flow.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import type { CheckContext } from "../define.ts";
import { withinStage } from "./situation.ts";

type Refine = (fields: FieldSet, condition: Condition) => FieldSet;

const here = new WeakMap<PipelineFlow, WeakMap<SplNode, FieldSet>>();

/** The fields of the rows for which the visited node's truth matters: what stands beside it in an AND holds too. */
export function fieldsHere(ctx: CheckContext, node: SplNode): FieldSet {
  const { flow } = ctx.analytic;
  let known = here.get(flow);
  if (known === undefined) {
    known = new WeakMap();
    here.set(flow, known);
  }
  const found = known.get(node);
  if (found !== undefined) return found;
  const chain = [node, ...withinStage(ctx)];
  const top = chain.findIndex((one) => known.has(one));
  let at = top < 0 ? chain.length - 1 : top;
  let fields = known.get(chain[at] ?? node) ?? ctx.before();
  for (; at > 0; at--) {
    const outer = chain[at];
    const inner = chain[at - 1];
    if (outer === undefined || inner === undefined) break;
    fields = beside(outer, inner, fields, flow.refine);
    known.set(inner, fields);
  }
  return fields;
}

/** The fields at an operand, where those at its operator are known. */
function beside(outer: SplNode, inner: SplNode, fields: FieldSet, refine: Refine): FieldSet {
  if (outer.kind === "search-and")
    return halvesOf(outer, fields, refine).at((outer.items as readonly SplNode[]).indexOf(inner));
  if (outer.kind === "binary" && outer.op === "AND") {
    const other = outer.left === inner ? outer.right : outer.left;
    return refine(fields, evalCondition(other));
  }
  return fields;
}

const halves = new WeakMap<SplNode, { readonly fields: FieldSet; readonly all: Halves }>();

/**
 * The fields at each operand of an AND, that all others hold. The operands are halved again and again, so that a thousand
 * of them take some ten thousand refinements and not a million.
 */
function halvesOf(outer: Extract<SplNode, { kind: "search-and" }>, fields: FieldSet, refine: Refine): Halves {
  const known = halves.get(outer);
  if (known?.fields === fields) return known.all;
  const conditions = outer.items.map(searchCondition);
  const all = new Halves(conditions, 0, conditions.length, fields, refine);
  halves.set(outer, { fields, all });
  return all;
}

/** A run of operands with the fields where all operands outside of it hold. */
class Halves {
  readonly #conditions: readonly Condition[];
  readonly #start: number;
  readonly #end: number;
  readonly #fields: FieldSet;
  readonly #refine: Refine;
  #first: Halves | undefined;
  #second: Halves | undefined;

  constructor(conditions: readonly Condition[], start: number, end: number, fields: FieldSet, refine: Refine) {
    this.#conditions = conditions;
    this.#start = start;
    this.#end = end;
    this.#fields = fields;
    this.#refine = refine;
  }

  at(index: number): FieldSet {
    if (this.#end - this.#start <= 1) return this.#fields;
    const middle = (this.#start + this.#end) >> 1;
    if (index < middle) {
      this.#first ??= this.#half(this.#start, middle, middle, this.#end);
      return this.#first.at(index);
    }
    this.#second ??= this.#half(middle, this.#end, this.#start, middle);
    return this.#second.at(index);
  }

  /** The operands from `start` to `end` where those from `from` to `to` hold. */
  #half(start: number, end: number, from: number, to: number): Halves {
    const fields = this.#conditions.slice(from, to).reduce(this.#refine, this.#fields);
    return new Halves(this.#conditions, start, end, fields, this.#refine);
  }
}
