import type { Span } from "#base/span.ts";
import type { EventKind, FieldSet } from "#events/field-set.ts";
import type { Condition } from "#semantics/spl/condition.ts";
import { isDescribedKind } from "#semantics/spl/event-fields.ts";
import { presenceFor } from "#semantics/spl/field-lookup.ts";
import type { Pipeline, Stage } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { addKindFacts, closedKinds, describeKinds } from "../support/kinds.ts";
import { conditionsOf, emptyHere, endsSearch } from "../support/situation.ts";

export const fieldsNeverTogether = defineCheck({
  id: "spl/fields-never-together",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "Fields are required at once that no admitted event has together.",
  why: "Each of the fields is in some event, but one row comes from one event. When no admitted event has all of them, no row can pass; in a BY list, no row can be in a group.",
  on: "pipeline",
  check(node, ctx) {
    new Requirements(node, ctx).follow();
  },
  examples: {
    good: [
      'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | where like(NewProcessName,"%a") OR like(ProcessName,"%a")',
      'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | eval p=coalesce(NewProcessName,ProcessName) | where like(p,"%a") AND like(CommandLine,"%b")',
      "index=x EventCode IN (4688, 4656) ProcessName=*a CommandLine=*b",
      'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | fillnull value="-" ProcessName, CommandLine | stats count by ProcessName, CommandLine',
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | where «like(ProcessName,"%a") AND like(CommandLine,"%b")»',
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | search ProcessName="*a" | search «CommandLine="*b"»',
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | stats count by ComputerName, «ProcessName, CommandLine»',
      },
    ],
  },
});

/** A field that a row must have, with the kinds of event that have it. */
interface Requirement {
  readonly name: string;
  readonly at: Span;
  readonly kinds: ReadonlySet<string>;
}

class Requirements {
  readonly #pipeline: Pipeline;
  readonly #ctx: CheckContext;
  readonly #known: Requirement[] = [];

  constructor(pipeline: Pipeline, ctx: CheckContext) {
    this.#pipeline = pipeline;
    this.#ctx = ctx;
  }

  follow(): void {
    const { flow } = this.#ctx.analytic;
    const count = flow.eventStages(this.#pipeline);
    const { stages } = this.#pipeline;
    for (const stage of stages.slice(0, count)) {
      for (const condition of conditionsOf(stage)) this.#visit(condition, flow.before(stage), this.#known, true);
    }
    const next = stages[count];
    if (next !== undefined) this.#grouping(next);
  }

  /**
   * Judges a condition whose row already meets `known`. Requirements of the outermost AND are added to `known`, which
   * later stages see; inside an alternative a copy is used.
   */
  #visit(condition: Condition, fields: FieldSet, known: Requirement[], outermost: boolean): void {
    switch (condition.kind) {
      case "and": {
        const narrowed = condition.items.reduce((now, item) => this.#ctx.analytic.flow.refine(now, item), fields);
        const kinds: FieldSet = { ...fields, kinds: narrowed.kinds, events: fields.events && narrowed.events };
        const inside = outermost && known === this.#known ? known : [...known];
        const first = inside.length;
        for (const item of condition.items) {
          const clash = item.kind === "or" ? undefined : this.#require(item, kinds, inside);
          if (clash !== undefined) this.#report(condition, item, clash, inside.length > first, kinds);
        }
        for (const item of condition.items) {
          if (item.kind !== "or") continue;
          const clash = this.#alternatives(item, kinds, inside);
          if (clash !== undefined) this.#report(condition, item, clash, true, kinds);
          else this.#visit(item, kinds, inside, false);
        }
        break;
      }
      case "or":
        for (const item of condition.items) this.#visit(item, fields, [...known], false);
        break;
      default: {
        const clash = this.#require(condition, fields, known);
        if (clash !== undefined) this.#report(condition, condition, clash, false, fields);
      }
    }
  }

  /** Adds what a simple condition requires; gives the requirement that it cannot be met with. */
  #require(condition: Condition, fields: FieldSet, known: Requirement[]): readonly Requirement[] | undefined {
    for (const requirement of this.#of(condition, fields)) {
      const clash = this.#clash(known, requirement, fields);
      if (clash !== undefined) return [clash, requirement];
      known.push(requirement);
    }
    return undefined;
  }

  /** Whether every alternative clashes with what is known already. */
  #alternatives(
    condition: Extract<Condition, { kind: "or" }>,
    fields: FieldSet,
    known: readonly Requirement[],
  ): readonly Requirement[] | undefined {
    let last: readonly Requirement[] | undefined;
    for (const item of condition.items) {
      if (item.kind === "and" || item.kind === "or") return undefined;
      const clash = this.#require(item, fields, [...known]);
      if (clash === undefined) return undefined;
      last = clash;
    }
    return last;
  }

  #of(condition: Condition, fields: FieldSet): readonly Requirement[] {
    switch (condition.kind) {
      case "compare": {
        const { field, span } = condition.comparison;
        return this.#needed([field], span, fields);
      }
      case "presence":
        return condition.present ? this.#needed([condition.field], condition.node.span, fields) : [];
      case "opaque":
        return this.#needed(condition.requires, condition.node.span, fields);
      default:
        return [];
    }
  }

  #needed(names: readonly string[], at: Span, fields: FieldSet): readonly Requirement[] {
    const closed = closedKinds(fields.kinds);
    if (closed === undefined || (fields.events === null && fields.written.size === 0)) return [];
    return names.flatMap((name) => {
      const info = this.#ctx.analytic.flow.field(fields, name);
      if (info.presenceByKind === undefined) return [];
      const there = closed.filter((kind) => presenceFor(info, kind) !== "absent");
      // A field that no event has is the business of another check.
      return there.length === 0 || there.length === closed.length
        ? []
        : [{ name, at, kinds: new Set(there.map((kind) => kind.key)) }];
    });
  }

  /** The known requirement with which a new one leaves no kind of event, or the last one when only all together do. */
  #clash(known: readonly Requirement[], wanted: Requirement, fields: FieldSet): Requirement | undefined {
    const closed = this.#described(fields);
    const left = closed.filter((kind) => wanted.kinds.has(kind.key));
    if (left.length === 0) return undefined;
    const direct = known.find((one) => !left.some((kind) => one.kinds.has(kind.key)));
    if (direct !== undefined) return direct;
    const all = left.filter((kind) => known.every((one) => one.kinds.has(kind.key)));
    return all.length === 0 ? known.at(-1) : undefined;
  }

  /** Kinds of event whose fields the catalog lists; the others are left out, which the grade then says. */
  #described(fields: FieldSet): readonly EventKind[] {
    const closed = closedKinds(fields.kinds) ?? [];
    return closed.filter((kind) => isDescribedKind(this.#ctx.catalog, kind));
  }

  #report(
    whole: Condition,
    item: Condition,
    [earlier, later]: readonly Requirement[],
    together: boolean,
    fields: FieldSet,
  ): void {
    if (earlier === undefined || later === undefined) return;
    const at = together ? whole.node.span : item.node.span;
    const killing = this.#known.includes(earlier);
    const effect = killing ? `so ${emptyHere(this.#ctx)}` : "so this alternative never holds";
    this.#say(at, [earlier, later], fields, effect, killing);
  }

  #say(
    at: Span,
    [earlier, later]: readonly [Requirement, Requirement],
    fields: FieldSet,
    effect: string,
    killing: boolean,
  ): void {
    const closed = closedKinds(fields.kinds) ?? [];
    const report = this.#ctx.report(
      at,
      `No event that can reach this point has both ${earlier.name} and ${later.name}.`,
    );
    for (const one of [earlier, later]) {
      const some = closed.filter((kind) => one.kinds.has(kind.key) && isDescribedKind(this.#ctx.catalog, kind));
      report.fact(`${one.name} is only in ${describeKinds(some)}.`, one.at);
    }
    const unknown = closed.filter((kind) => !isDescribedKind(this.#ctx.catalog, kind));
    report.grade(unknown.length === 0 ? "proved" : "likely");
    if (unknown.length > 0) {
      report.fact(`Left out: ${unknown.length} kinds of event whose fields the catalog does not list.`);
    }
    if (closed.length <= 4)
      addKindFacts(report, this.#ctx, closed, (kind) => `${describeKinds([kind])} is admitted here.`);
    report.fact(`One row comes from one event, ${effect}.`, at, killing && endsSearch(this.#ctx));
  }

  /** Fields of a BY list: a row in which one is null belongs to no group. */
  #grouping(stage: Stage): void {
    const keys = stage.parts.flatMap((part) => (part.kind === "field" && part.access === "group" ? [part] : []));
    const fields = this.#ctx.analytic.flow.before(stage);
    const needed = keys.flatMap((key) => this.#needed([key.name], key.span, fields));
    const described = this.#described(fields);
    let best: readonly [Requirement, Requirement] | undefined;
    for (const [index, a] of needed.entries()) {
      for (const b of needed.slice(index + 1)) {
        const size = a.kinds.size + b.kinds.size;
        const apart = described.every((kind) => !(a.kinds.has(kind.key) && b.kinds.has(kind.key)));
        if (apart && (best === undefined || size < best[0].kinds.size + best[1].kinds.size)) best = [a, b];
      }
    }
    if (best === undefined) return;
    const [a, b] = best;
    const at = { start: a.at.start, end: b.at.end };
    const effect = `and rows in which a BY field is null are lost, so ${emptyHere(this.#ctx)}`;
    this.#say(at, [a, b], fields, effect, true);
  }
}
