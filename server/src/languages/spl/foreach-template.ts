import { LruMap } from "#base/memo.ts";
import type { Row } from "#events/row.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { PlanContext } from "#semantics/dialect.ts";

/** How many filled-in templates are kept ready. */
const KEPT = 2000;

/** Replaces placeholders by texts. */
export function fillTemplate(
  template: string,
  places: readonly (readonly [placeholder: string, text: string])[],
): string {
  return places.reduce((text, [placeholder, value]) => text.split(placeholder).join(value), template);
}

/** The template of foreach during a run: applies it to rows with its placeholders filled in. */
export class RunningTemplate {
  readonly #template: string;
  readonly #ctx: PlanContext;
  readonly #run: RunContext;
  readonly #ready = new LruMap<string, Operator>(KEPT);

  constructor(template: string, ctx: PlanContext, run: RunContext) {
    this.#template = template;
    this.#ctx = ctx.during(run);
    this.#run = run;
  }

  async apply(rows: readonly Row[], places: readonly (readonly [string, string])[]): Promise<Row[]> {
    const text = fillTemplate(this.#template, places);
    const operator = this.#ready.getOrCompute(
      text,
      () => this.#ctx.pipeline(this.#ctx.parsePipeline(text, "template")).operator,
    );
    return collect(operator(inBatches(rows, this.#run), this.#run), this.#run);
  }
}
