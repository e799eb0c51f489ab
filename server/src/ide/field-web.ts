import type { SearchAnalysis } from "#analysis/search-analysis.ts";
import { type Span, touches } from "#base/span.ts";
import { fieldPattern } from "#events/field-pattern.ts";
import { nameOrigins } from "#semantics/spl/name-origins.ts";
import type { Pipeline, SplNode, Stage } from "#syntax/spl/ast.ts";
import { type FieldUse, stageUses } from "./field-uses.ts";

/** Where the value of a field may come from at a point. */
export interface FieldSource {
  /** `event`: there from the start; `made`: written at `span`; `implied`: made by a command that does not name it; `none`. */
  readonly kind: "event" | "made" | "implied" | "none";
  /** In the expanded text; undefined for `event` and `none`. */
  readonly span: Span | undefined;
}

/** A field of one search: everything that means the same values by the same name, from what makes it to its last use. */
export interface FieldWeb {
  readonly name: string;
  /** The use under the cursor. */
  readonly use: FieldUse;
  /** Where the value of that use comes from. */
  readonly sources: readonly FieldSource[];
  /** Where any use of the field takes its value from. */
  readonly allSources: readonly FieldSource[];
  /** Every use in the order of the text, patterns and mentions included. */
  readonly uses: readonly FieldUse[];
  /** Unknown macros, and subsearches whose result becomes text, where the field may be used unseen. */
  readonly unseen: readonly SplNode[];
}

/** The field at an offset of a search's expanded text; undefined where no field is named. */
export function fieldWeb(search: SearchAnalysis, offset: number): FieldWeb | undefined {
  const use = useAt(search, search.expanded.tree, offset);
  if (use === undefined) return undefined;
  const tracer = new Tracer(search, use.name);
  tracer.pipeline(search.expanded.tree, new Set([tracer.source("event", undefined)]));
  return tracer.web(use);
}

/** Every use of a name in a search, whatever its value comes from. */
export function usesOfName(search: SearchAnalysis, name: string): readonly FieldUse[] {
  const tracer = new Tracer(search, name);
  tracer.pipeline(search.expanded.tree, new Set());
  return tracer.uses.map(({ use }) => use);
}

function useAt(search: SearchAnalysis, pipeline: Pipeline, offset: number): FieldUse | undefined {
  for (const stage of pipeline.stages) {
    if (!touches(stage.span, offset)) continue;
    const { steps, subsearches } = stageUses(stage, search);
    const inner = subsearches.find(({ span }) => span.start < offset && offset < span.end);
    if (inner !== undefined) return useAt(search, inner.pipeline, offset);
    const named = steps
      .flatMap(({ reads, defines }) => [...reads, ...defines])
      .filter(({ role, span }) => role !== "pattern" && role !== "mention" && touches(span, offset));
    // An aggregation that names its output holds its argument: the smaller span is meant.
    const [first] = named.toSorted((a, b) => length(a.span) - length(b.span) || b.span.start - a.span.start);
    if (first !== undefined) return first;
  }
  return undefined;
}

function length({ start, end }: Span): number {
  return end - start;
}

type State = ReadonlySet<FieldSource>;

/** Follows one name through a search: which sources reach which use. */
class Tracer {
  readonly #search: SearchAnalysis;
  readonly #name: string;
  readonly #groups = new Map<FieldSource, FieldSource>();
  readonly uses: { readonly use: FieldUse; readonly state: State }[] = [];
  readonly #unseen: { readonly node: SplNode; readonly state: State }[] = [];

  constructor(search: SearchAnalysis, name: string) {
    this.#search = search;
    this.#name = name;
  }

  source(kind: FieldSource["kind"], span: Span | undefined): FieldSource {
    const source = { kind, span };
    this.#groups.set(source, source);
    return source;
  }

  pipeline(pipeline: Pipeline, start: State): State {
    return pipeline.stages.reduce((state, stage) => this.#stage(stage, state), start);
  }

  #stage(stage: Stage, before: State): State {
    const { steps, subsearches, opaque } = stageUses(stage, this.#search);
    let state = before;
    let made = false;
    let touched = false;
    const joined = new Set<FieldSource>();
    for (const sub of subsearches) {
      const start = sub.role === "template" ? state : new Set([this.source("event", undefined)]);
      const end = this.pipeline(sub.pipeline, start);
      if (sub.role !== "template" && !this.#isThere(this.#search.flow.end(sub.pipeline))) continue;
      if (sub.role === "term") this.#unseen.push({ node: sub, state: end });
      else for (const source of end) if (source.kind !== "none") joined.add(source);
    }
    for (const node of opaque) this.#unseen.push({ node, state });
    if (joined.size > 0) state = new Set([...[...state].filter(({ kind }) => kind !== "none"), ...joined]);
    for (const { reads, defines } of steps) {
      for (const use of reads) {
        if (!this.#means(use)) continue;
        this.uses.push({ use, state });
        if (use.role === "modify") touched = true;
      }
      for (const use of defines) {
        if (use.name !== this.#name) continue;
        made = true;
        state = this.#define(use, state);
      }
    }
    return made ? state : this.#unnamed(stage, state, touched || joined.size > 0);
  }

  #means(use: FieldUse): boolean {
    return use.role === "pattern" ? fieldPattern(use.name).matches(this.#name) : use.name === this.#name;
  }

  #define(use: FieldUse, state: State): State {
    const source = this.source("made", use.nameSpan);
    const whole = new Set([source]);
    this.uses.push({ use, state: whole });
    if (use.partial) return new Set([...[...state].filter((older) => this.#mayStay(older)), source]);
    // A new value of a field that the search made itself is the same field to its author.
    const [older] = state;
    if (older !== undefined && [...state].every(({ kind }) => kind === "made")) this.#join(source, older);
    return whole;
  }

  /** Whether a source counts beside one that gives a value to some rows only: one that no event is known to have does not. */
  #mayStay(source: FieldSource): boolean {
    if (source.kind === "none") return false;
    if (source.kind !== "event" || this.uses.some(({ state }) => state.has(source))) return true;
    return nameOrigins(this.#search.environment.catalog).isKnown(this.#name);
  }

  /** The sources after a stage that does not name the field as its output: gone, replaced unnamed, or as before. */
  #unnamed(stage: Stage, state: State, touched: boolean): State {
    const { flow } = this.#search;
    const after = flow.after(stage);
    if (!this.#isThere(after)) return new Set([this.source("none", undefined)]);
    const info = after.written.get(this.#name);
    const { kind, span } = info?.provenance ?? {};
    if (touched || info === undefined || span === undefined || kind === "unknown") return state;
    const isNew = span.start >= stage.span.start && span.end <= stage.span.end;
    if (!isNew || flow.before(stage).written.get(this.#name)?.provenance === info.provenance) return state;
    const implied = this.source("implied", span);
    const keeps = kind === "lookup" || kind === "join" || kind === "rex" || info.presence !== "definite";
    return keeps ? new Set([...state, implied]) : new Set([implied]);
  }

  #isThere(fields: Parameters<SearchAnalysis["flow"]["field"]>[0]): boolean {
    const { presence, presenceByKind } = this.#search.flow.field(fields, this.#name);
    return presence !== "absent" || [...(presenceByKind?.values() ?? [])].some((one) => one !== "absent");
  }

  #root(source: FieldSource): FieldSource {
    let root = source;
    for (let next = this.#groups.get(root); next !== undefined && next !== root; next = this.#groups.get(root))
      root = next;
    return root;
  }

  #join(a: FieldSource, b: FieldSource): void {
    this.#groups.set(this.#root(a), this.#root(b));
  }

  web(of: FieldUse): FieldWeb | undefined {
    for (const { state } of [...this.uses, ...this.#unseen]) {
      const [first] = state;
      for (const other of state) if (first !== undefined) this.#join(first, other);
    }
    const here = this.uses.find(({ use }) => use.span.start === of.span.start && use.span.end === of.span.end);
    const [source] = here?.state ?? [];
    if (here === undefined || source === undefined) return undefined;
    const root = this.#root(source);
    const belongs = ({ state }: { readonly state: State }): boolean =>
      [...state].some((one) => this.#root(one) === root);
    return {
      name: this.#name,
      use: here.use,
      sources: [...here.state],
      allSources: [...this.#groups.keys()].filter((one) => this.#root(one) === root),
      uses: this.uses
        .filter(belongs)
        .map(({ use }) => use)
        .sort((a, b) => a.span.start - b.span.start),
      unseen: this.#unseen.filter(belongs).map(({ node }) => node),
    };
  }
}
