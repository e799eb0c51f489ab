import type { Span } from "#base/span.ts";
import type { FieldSource } from "#events/event.ts";
import { toText } from "#events/value.ts";
import type { ClauseTrace } from "#runtime/run-context.ts";
import type { ConditionTree } from "../compile/condition-tree.ts";
import { type Blamed, blame, type Truths, truthOf } from "./blame.ts";
import { type Reason, reasonOf } from "./reason.ts";

/** A condition as it came out for one event. */
export type ExplainedCondition = {
  readonly kind: ConditionTree["kind"];
  readonly span: Span;
  readonly truth: boolean | null;
  readonly of: readonly ExplainedCondition[];
  /** Of a clause: its number, field, value, and the reason when its answer keeps the event out. */
  readonly clause?: number;
  readonly field?: string;
  readonly value?: string;
  readonly reason?: Reason;
};

/** What the clauses of a condition saw of one row. */
export interface Seen {
  readonly traces: ReadonlyMap<number, ClauseTrace>;
  /** The row's fields. */
  readonly fields: FieldSource;
  /** `event`, or `row` when it is one that a command made of events. */
  readonly noun: "event" | "row";
  /** The time zone of the run. */
  readonly zone: string;
}

/** A reason with its place in the rule. */
export type PlacedReason = Reason & { readonly span: Span };

/** How the condition of a filter came out for a row, with the reasons of the fewest clauses that would have to change. */
export function conditionVerdict(
  condition: ConditionTree,
  text: string,
  seen: Seen,
  notOfNull: true | null,
): { readonly passes: boolean; readonly condition: ExplainedCondition; readonly reasons: readonly PlacedReason[] } {
  const truths: Truths = new Map([...seen.traces].map(([clause, { truth }]) => [clause, truth]));
  const passes = truthOf(condition, truths, notOfNull) === true;
  const blamed = passes ? [] : blame(condition, truths, notOfNull).clauses;
  const explained = new Explanation(text, seen, truths, notOfNull, blamed).of(condition);
  return { passes, condition: explained, reasons: reasonsIn(explained) };
}

class Explanation {
  readonly #text: string;
  readonly #seen: Seen;
  readonly #truths: Truths;
  readonly #notOfNull: true | null;
  readonly #blamed: readonly Blamed[];

  constructor(text: string, seen: Seen, truths: Truths, notOfNull: true | null, blamed: readonly Blamed[]) {
    this.#text = text;
    this.#seen = seen;
    this.#truths = truths;
    this.#notOfNull = notOfNull;
    this.#blamed = blamed;
  }

  of(tree: ConditionTree): ExplainedCondition {
    const { kind, span } = tree;
    const truth = truthOf(tree, this.#truths, this.#notOfNull);
    if (tree.kind !== "clause") return { kind, span, truth, of: tree.of.map((each) => this.of(each)) };
    const trace = this.#seen.traces.get(tree.clause);
    const value = toText(trace?.value ?? null);
    const field = trace?.field ?? null;
    const reason = this.#reason(tree, trace, truth);
    return {
      kind,
      span,
      truth,
      of: [],
      clause: tree.clause,
      ...(field === null ? {} : { field }),
      ...(value === null ? {} : { value }),
      ...(reason === undefined ? {} : { reason }),
    };
  }

  #reason(
    { clause, test, span }: ConditionTree & { readonly kind: "clause" },
    trace: ClauseTrace | undefined,
    truth: boolean | null,
  ): Reason | undefined {
    const accused = this.#blamed.find((each) => each.clause === clause);
    if (accused === undefined) return undefined;
    const { fields, noun, zone } = this.#seen;
    return reasonOf({
      test,
      span,
      value: trace?.value ?? null,
      field: trace?.field ?? null,
      truth,
      needed: accused.needed,
      fields,
      noun,
      zone,
      text: this.#text,
      wanted: trace?.wanted,
      caseDiffers: trace?.caseDiffers,
      reads: trace?.reads,
    });
  }
}

function reasonsIn(condition: ExplainedCondition): readonly PlacedReason[] {
  if (condition.reason !== undefined) return [{ ...condition.reason, span: condition.span }];
  return condition.of.flatMap(reasonsIn);
}
