import { LruMap } from "#base/memo.ts";
import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import { toList } from "#events/value.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Environment } from "#semantics/environment.ts";
import { type FieldRule, fieldRules, type StanzaValues, stanzaTest } from "#semantics/workspace/field-rule.ts";
import { eventTypes } from "./event-types.ts";
import { compileFieldRule, type FieldStep } from "./field-step.ts";

/** Gives events the fields that the workspace's props.conf makes. */
export type EventFields = (events: AsyncIterable<Batch>, run: RunContext) => AsyncIterable<Batch>;

/** A definition that can be applied, with whom it concerns. */
interface Applied {
  /** `EVAL-user`: the same setting in a stanza of higher rank takes its place. */
  readonly key: string;
  readonly name: string;
  /** source before host before source type before `[default]`. */
  readonly rank: number;
  readonly concerns: (values: StanzaValues) => boolean;
  readonly rules: readonly FieldRule[];
}

/** Splunk's order of search-time operations. */
const ORDER: readonly FieldRule["kind"][] = ["extract", "alias", "eval", "lookup"];
/** Combinations of source type, source and host for which the rules are remembered. */
const REMEMBERED = 1000;

/**
 * The fields that props.conf makes for events at search time, in Splunk's documented order: extractions (inline ones before
 * those by transform), aliases, calculated fields (all from the event as it is before them), lookups; within a kind by the
 * names' order. A setting of a stanza by source counts before the same of one by host, and that before one by source type.
 * At last come event types and tags, for a search whose text asks for them. undefined when the workspace makes none.
 */
export function eventFields(environment: Environment, text: string): EventFields | undefined {
  const applied = appliedDefinitions(environment);
  const types = /eventtype|tag/i.test(text) ? eventTypes(environment) : undefined;
  if (applied.length === 0 && types === undefined) return undefined;
  const compiled = new Map<FieldRule, FieldStep>();
  const stepOf = (rule: FieldRule): FieldStep => {
    const step = compiled.get(rule) ?? compileFieldRule(rule, environment);
    compiled.set(rule, step);
    return step;
  };
  return async function* apply(events, run) {
    const known = new LruMap<string, readonly (readonly FieldRule[])[]>(REMEMBERED);
    const quiet = unplaced(run);
    for await (const batch of events) {
      const parts = new Map<readonly (readonly FieldRule[])[], Row[]>();
      for (const row of batch) {
        const values = stanzaValues(row);
        const rules = known.getOrCompute(JSON.stringify(values), () => rulesFor(values, applied));
        const same = parts.get(rules);
        if (same === undefined) parts.set(rules, [row]);
        else same.push(row);
      }
      for (const [groups, rows] of parts) for (const group of groups) await applyGroup(group.map(stepOf), rows, quiet);
      await types?.(batch, quiet);
      yield batch;
    }
  };
}

/** Calculated fields see the event as it is before all of them; others see what came before. */
async function applyGroup(steps: readonly FieldStep[], rows: readonly Row[], run: RunContext): Promise<void> {
  const writes: (() => void)[] = [];
  for (const step of steps) {
    const write = await step(rows, run);
    if (write !== undefined) writes.push(write);
  }
  for (const write of writes) write();
}

function appliedDefinitions({ names }: Environment): readonly Applied[] {
  return names.fieldDefinitions.flatMap((definition): readonly Applied[] => {
    const concerns = stanzaTest(definition.stanza);
    if ("refused" in concerns) return [];
    const rules = fieldRules(definition, names).filter((rule): rule is FieldRule => !("refused" in rule));
    const rank = /^source::/.test(definition.stanza)
      ? 2
      : /^host::/.test(definition.stanza)
        ? 1
        : definition.stanza === "default"
          ? -1
          : 0;
    const { kind, name } = definition;
    // Inline extractions come before those by transform.
    return [{ key: `${kind}-${name}`, name: `${kind === "report" ? 1 : 0}${name}`, rank, concerns, rules }];
  });
}

/** The rules for events of these values: a group for each kind, in order. */
function rulesFor(values: StanzaValues, applied: readonly Applied[]): readonly (readonly FieldRule[])[] {
  const chosen = new Map<string, Applied>();
  for (const one of applied) {
    const before = chosen.get(one.key);
    if (one.concerns(values) && (before === undefined || before.rank < one.rank)) chosen.set(one.key, one);
  }
  const sorted = [...chosen.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const rules = sorted.flatMap((one) => one.rules);
  return ORDER.map((kind) => rules.filter((rule) => rule.kind === kind)).filter((group) => group.length > 0);
}

function stanzaValues(row: Row): StanzaValues {
  const others = row.event?.fields;
  const of = (name: string): readonly string[] => [...toList(row.get(name)), ...(others?.alternatives?.(name) ?? [])];
  return { sourcetypes: of("sourcetype"), sources: of("source"), hosts: of("host") };
}

/** A run whose problems have no place: those of a definition are not in the search's text. */
function unplaced(run: RunContext): RunContext {
  return {
    ...run,
    problem: ({ span: _, ...problem }) =>
      run.problem({ ...problem, message: `A field of the workspace: ${problem.message}` }),
    random: () => run.random(),
    events: () => run.events(),
  };
}
