import { once } from "#base/memo.ts";
import type { Span } from "#base/span.ts";
import { type FieldInfo, type FieldSet, UNKNOWN_FIELD } from "#events/field-set.ts";
import { eitherFields } from "#events/field-set-merge.ts";
import type { EvalExpr, Pipeline, SearchExpr, SplNode, Stage, Subsearch } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";
import type { FlowContext } from "../dialect.ts";
import type { Environment } from "../environment.ts";
import { type Condition, evalCondition, searchCondition } from "./condition.ts";
import { SINGLE_VALUED } from "./event-fields.ts";
import { ANY_KIND } from "./event-kinds.ts";
import { fieldAt, namesMatching } from "./field-lookup.ts";
import { type InferContext, inferExpression } from "./infer.ts";
import { inferAggregation } from "./infer-aggregation.ts";
import { mixedRows, unknownStage, withoutKinds, withoutValues, withUnknownDefaults } from "./lost-knowledge.ts";
import { isOpaque } from "./opaque-stage.ts";
import { refineBy, refineByFailure } from "./refine.ts";
import { IDENTITY_FIELDS } from "./telling.ts";

/** The fields at each point of a search and of every search inside it. */
export interface PipelineFlow {
  readonly pipeline: Pipeline;
  /** The fields of the rows that reach a stage, and of those that leave it. */
  before(stage: Stage): FieldSet;
  after(stage: Stage): FieldSet;
  /** The fields of a pipeline's result. */
  end(pipeline: Pipeline): FieldSet;
  /** How many stages of a pipeline, counted from its start, see each event by itself. */
  eventStages(pipeline: Pipeline): number;
  field(fields: FieldSet, name: string): FieldInfo;
  matching(fields: FieldSet, pattern: string): ReturnType<FlowContext["matching"]>;
  infer(expr: EvalExpr, fields: FieldSet): FieldInfo;
  refine(fields: FieldSet, condition: Condition): FieldSet;
}

/** What is known at the start of a search: events of any kind. */
export const EVENTS: FieldSet = {
  written: new Map(),
  events: ANY_KIND,
  open: false,
  removed: [],
  hasRaw: true,
  order: "time-desc",
  kinds: ANY_KIND,
};

interface StageFlow {
  readonly before: FieldSet;
  readonly after: FieldSet;
}

/** A pipeline that was followed up to a stage, and the fields in front of that. */
interface Fold {
  readonly pipeline: Pipeline;
  next: number;
  fields: FieldSet;
}

/**
 * Follows the fields through a search, its subsearches and templates, by the flow of each command's definition.
 * The event kinds are those of events that can still pass every stage that sees events one by one, so the conditions of
 * a second `search` count for the first stages too. Where knowledge ends (an unknown macro or command, a source that is in
 * no catalog) the set is open.
 */
export function analyseFlow(pipeline: Pipeline, environment: Environment): PipelineFlow {
  const flow = new FlowAnalysis(environment);
  flow.follow(pipeline);
  return {
    pipeline,
    before: (stage) => flow.stage(stage).before,
    after: (stage) => flow.stage(stage).after,
    end: (inner) => flow.end(inner),
    eventStages: (inner) => flow.eventStages(inner),
    field: (fields, name) => fieldAt(environment.catalog, fields, name),
    matching: (fields, pattern) => namesMatching(environment.catalog, fields, pattern),
    infer: (expr, fields) => inferExpression(expr, fields, flow.infers),
    refine: (fields, condition) => refineBy(environment.catalog, fields, condition),
  };
}

class FlowAnalysis {
  readonly #environment: Environment;
  readonly #stages = new Map<Stage, StageFlow>();
  readonly #ends = new Map<Pipeline, FieldSet>();
  #whole: Fold | undefined;
  readonly infers: InferContext;

  constructor(environment: Environment) {
    this.#environment = environment;
    const { catalog, dialect } = environment;
    this.infers = {
      field: (before, name) => fieldAt(catalog, before, name),
      refineByWhere: (before, condition) => refineBy(catalog, before, evalCondition(condition)),
      refineByFailure: (before, condition) => refineByFailure(catalog, before, evalCondition(condition)),
      function: (name) => dialect.function(name),
      aggregation: (name) => dialect.aggregation(name)?.definition,
    };
  }

  /** Follows a search as far as it is asked for. */
  follow(pipeline: Pipeline): void {
    this.#whole = this.#start(pipeline, EVENTS);
  }

  stage(stage: Stage): StageFlow {
    this.#reach(stage.span);
    return this.#stages.get(stage) ?? { before: OPEN, after: OPEN };
  }

  end(pipeline: Pipeline): FieldSet {
    this.#reach(pipeline.span);
    return this.#ends.get(pipeline) ?? OPEN;
  }

  /** Follows the whole search up to the stage that holds a span, so that the searches within that stage are followed too. */
  #reach(span: Span): void {
    const whole = this.#whole;
    if (whole === undefined) return;
    const { stages } = whole.pipeline;
    while (whole.next < stages.length && (stages[whole.next - 1]?.span.end ?? -1) < span.end) this.#advance(whole);
  }

  /** Twice: first to learn which events can pass the stages that see them one by one, then with only those. */
  analyse(pipeline: Pipeline, start: FieldSet): FieldSet {
    const fold = this.#start(pipeline, start);
    while (fold.next < pipeline.stages.length) this.#advance(fold);
    return fold.fields;
  }

  #start(pipeline: Pipeline, start: FieldSet): Fold {
    const first: Fold = { pipeline, next: 0, fields: start };
    if (pipeline.stages.length === 0) this.#ends.set(pipeline, start);
    if (start.events === null || !start.events.open) return first;
    const reached = this.#rowWise(pipeline);
    while (first.next < reached) this.#advance(first);
    const { kinds } = first.fields;
    if (kinds.open || kinds.kinds.length === 0) return first;
    return { pipeline, next: 0, fields: { ...start, events: kinds, kinds } };
  }

  eventStages(pipeline: Pipeline): number {
    const { stages } = pipeline;
    const reached = this.#rowWise(pipeline);
    // Of a search that is none of this analysis nothing is known.
    return stages[0] === undefined || this.stage(stages[0]).after !== OPEN ? reached : 0;
  }

  /** How many stages of a pipeline, counted from its start, see each row by itself. */
  #rowWise({ stages }: Pipeline): number {
    const { dialect } = this.#environment;
    const stops = stages.findIndex(
      (stage) => stage.status !== "known" || dialect.command(stage.command)?.rowWise !== true,
    );
    return stops < 0 ? stages.length : stops;
  }

  #advance(fold: Fold): void {
    const { pipeline, fields: before } = fold;
    const stage = pipeline.stages[fold.next];
    if (stage === undefined) return;
    // Behind others tstats still reads events of its own, which come behind the rows at hand.
    const own = stage.command === "tstats" && fold.next > 0 ? EVENTS : before;
    const made = this.#step(stage, own);
    fold.fields = own === before ? made : eitherFields(before, made, this.infers.field);
    this.#stages.set(stage, { before: own, after: fold.fields });
    fold.next += 1;
    if (fold.next === pipeline.stages.length) this.#ends.set(pipeline, fold.fields);
  }

  #step(stage: Stage, before: FieldSet): FieldSet {
    const seen = new Set<Subsearch>();
    const after = this.#apply(stage, before, seen);
    for (const sub of subsearchesOf(stage)) {
      if (!seen.has(sub)) this.#subsearch(sub, before);
    }
    return after;
  }

  #apply(stage: Stage, before: FieldSet, seen: Set<Subsearch>): FieldSet {
    if (stage.status === "missing") return before;
    const definition = stage.status === "known" ? this.#environment.dialect.command(stage.command) : undefined;
    if (definition === undefined) return unknownStage(before);
    const after = definition.flow(stage.args, before, this.#context(stage, seen));
    // What a template of foreach writes is named by the fields at hand, so any of them may hold something else.
    if (stage.command === "foreach") return withUnknownDefaults(unknownStage(after));
    if (isOpaque(stage)) return unknownStage(after);
    if (MIXES.has(stage.command)) return mixedRows(after);
    const subs = stage.parts.filter((part) => part.kind === "subsearch");
    if (subs.length === 0) return after.open && !before.open ? withoutValues(before, after) : after;
    const plain = withoutKinds(before, after);
    const ends = subs
      .map((sub) => this.#ends.get(sub.pipeline) ?? OPEN)
      .filter((end) => end.events !== null || end.open);
    return BESIDE.has(stage.command) && ends.length > 0 ? this.#besideEvents(plain, ends, stage) : plain;
  }

  #subsearch(sub: Subsearch, before: FieldSet): FieldSet {
    const done = sub.role === "template" ? undefined : this.#ends.get(sub.pipeline);
    if (done !== undefined) return done;
    return this.analyse(sub.pipeline, sub.role === "template" ? before : EVENTS);
  }

  /** Whole events were put beside the rows: their source and id, and any field that they have, may be the events' own. */
  #besideEvents(fields: FieldSet, ends: readonly FieldSet[], stage: Stage): FieldSet {
    const { catalog } = this.#environment;
    const keys = new Set(stage.parts.flatMap((part) => (part.kind === "field" ? [part.name] : [])));
    const written = new Map<string, FieldInfo>();
    for (const [name, info] of fields.written) {
      const kept = keys.has(name) || ends.every((end) => fieldAt(catalog, end, name).presence === "absent");
      const presence = info.presence === "absent" ? "maybe" : info.presence;
      // Of a field that the other search made the merge of both is known, of one that its events may have nothing.
      const merged = ends.every((end) => end.written.has(name));
      const { provenance } = info;
      const other: FieldInfo = merged
        ? { ...info, presence, domain: { kind: "any" }, casing: "as-is" }
        : { ...UNKNOWN_FIELD, presence, provenance };
      written.set(name, kept ? info : other);
    }
    for (const name of SINGLE_VALUED) {
      const single = ends.every((end) => fieldAt(catalog, end, name).multivalue === "never");
      if (!single && !keys.has(name))
        written.set(name, { ...UNKNOWN_FIELD, provenance: { kind: "join", from: [name] } });
    }
    for (const name of IDENTITY_FIELDS) {
      written.set(name, { ...UNKNOWN_FIELD, provenance: { kind: "join", from: [name] } });
    }
    return { ...fields, written };
  }

  #context(stage: Stage, seen: Set<Subsearch>): FlowContext {
    const { catalog } = this.#environment;
    const environment = this.#environment;
    const analysed = new Map<Subsearch, () => FieldSet>();
    return {
      catalog,
      stage,
      subsearch: (sub, before) => {
        seen.add(sub);
        let end = analysed.get(sub);
        if (end === undefined) {
          end = once(() => this.#subsearch(sub, before));
          analysed.set(sub, end);
        }
        return end();
      },
      infer: (expr, before) => inferExpression(expr, before, this.infers),
      inferAggregation: (aggregation, before) => inferAggregation(aggregation, before, this.infers),
      field: (before, name) => fieldAt(catalog, before, name),
      matching: (before, pattern) => namesMatching(catalog, before, pattern),
      refineBySearch: (before, condition: SearchExpr) => refineBy(catalog, before, searchCondition(condition)),
      refineByWhere: (before, condition: EvalExpr) => refineBy(catalog, before, evalCondition(condition)),
      lookupColumns: (table) => lookupColumns(environment, table),
      // Only tstats is limited to the fields of the model; from and datamodel give the events' own fields too.
      datasetFields: (model, dataset) =>
        stage.command === "tstats" ? datasetFields(environment, model, dataset) : undefined,
    };
  }
}

function lookupColumns(environment: Environment, table: string): readonly string[] | undefined {
  const own = environment.lookups(table);
  if (own !== undefined) return own.columns;
  const fact = environment.catalog.lookups.get(table);
  return fact?.fieldsKnown === true ? fact.fields : undefined;
}

function datasetFields(
  environment: Environment,
  model: string,
  dataset: string | undefined,
): readonly string[] | undefined {
  const { dataModels } = environment.catalog;
  if (dataset !== undefined) return dataModels.dataset(model, dataset)?.fields.map((field) => field.name);
  const [root] = dataModels.model(model)?.datasets ?? [];
  return root?.fields.map((field) => field.name);
}

/** Nothing is known. */
const OPEN: FieldSet = { ...EVENTS, open: true, order: "unknown" };

/** Commands that put values of several rows, which may be of different kinds of event, into one. */
const MIXES: ReadonlySet<string> = new Set(["transaction", "filldown", "selfjoin"]);

/** Commands that put the fields of a subsearch's rows beside those of the rows at hand. */
const BESIDE: ReadonlySet<string> = new Set(["join", "appendcols"]);

/** The subsearches that stand directly in a stage, wherever in its arguments. */
function subsearchesOf(stage: Stage): readonly Subsearch[] {
  const found: Subsearch[] = [];
  const visit = (node: SplNode): void => {
    if (node.kind === "subsearch") {
      found.push(node);
      return;
    }
    for (const child of children(node)) visit(child);
  };
  for (const child of children(stage)) visit(child);
  return found;
}
