import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import { fromList, toList } from "#events/value.ts";
import type { Predicate } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Environment } from "#semantics/environment.ts";
import type { Tag } from "#semantics/workspace/names.ts";
import { textFilter } from "../compile/text-expression.ts";

/** Gives the rows of a batch their event types and tags. */
export type EventTypes = (batch: Batch, run: RunContext) => Promise<void>;

/**
 * The last of Splunk's search-time operations: `eventtype` gets the names of the event types whose searches hold, then `tag`
 * and `tag::field` the tags of the values that fields have. Values that the event brings itself stay. undefined when the
 * workspace defines neither.
 */
export function eventTypes(environment: Environment): EventTypes | undefined {
  const { names } = environment;
  if (names.eventTypes.length === 0 && names.tags.length === 0) return undefined;
  const filters = names.eventTypes.map(({ name, search }) => ({ name, filter: textFilter(search, environment) }));
  const byField = new Map<string, Tag[]>();
  for (const tag of names.tags) byField.set(tag.field, [...(byField.get(tag.field) ?? []), tag]);
  const prepared = new WeakMap<RunContext, Promise<readonly Named[]>>();
  return async (batch, run) => {
    const ready = prepared.get(run) ?? prepare(filters, run);
    prepared.set(run, ready);
    const types = await ready;
    for (const row of batch) {
      add(
        row,
        "eventtype",
        types.filter(({ test }) => test(row) === true).map(({ name }) => name),
      );
      const all: string[] = [];
      for (const [field, tags] of byField) {
        const own = tagsOf(row, field, tags);
        add(row, `tag::${field}`, own);
        all.push(...own);
      }
      add(row, "tag", all);
    }
  };
}

interface Named {
  readonly name: string;
  readonly test: Predicate;
}

async function prepare(
  filters: readonly { readonly name: string; readonly filter: ReturnType<typeof textFilter> }[],
  run: RunContext,
): Promise<readonly Named[]> {
  const named: Named[] = [];
  for (const { name, filter } of filters) {
    if (filter !== undefined) named.push({ name, test: await filter(run) });
    else
      run.problem({
        code: "eventtypes/not-applied",
        severity: "warning",
        message: `The search of the event type '${name}' cannot be carried out here; no event gets it.`,
      });
  }
  return named;
}

function tagsOf(row: Row, field: string, tags: readonly Tag[]): readonly string[] {
  const values = new Set(toList(row.get(field)));
  return tags.filter(({ value }) => values.has(value)).map(({ tag }) => tag);
}

function add(row: Row, field: string, more: readonly string[]): void {
  if (more.length === 0) return;
  row.set(field, fromList([...new Set([...toList(row.get(field)), ...more.toSorted()])]));
}
