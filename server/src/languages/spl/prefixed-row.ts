import type { FieldSource } from "#events/event.ts";
import { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { DatasetView } from "#semantics/dialect.ts";

/** Fields that a dataset's rows have under their own names. */
const UNPREFIXED = new Set([
  "_time",
  "_raw",
  "_indextime",
  "index",
  "source",
  "sourcetype",
  "host",
  "splunk_server",
  "linecount",
]);

/** How the names of a dataset's fields are written in tstats and datamodel: `Processes.dest`. */
export class FieldPrefix {
  readonly #prefixes: readonly string[];
  readonly #main: string;
  readonly #known = new Map<string, string | null>();

  constructor(view: DatasetView) {
    this.#main = `${view.dataset}.`;
    this.#prefixes = [view.dataset, ...(view.ancestors ?? [])].map((name) => `${name}.`);
  }

  /** The name in the dataset's rows; null for a name that the dataset cannot have. */
  inner(name: string): string | null {
    let inner = this.#known.get(name);
    if (inner === undefined) {
      const prefix = this.#prefixes.find((each) => name.startsWith(each));
      inner = prefix === undefined ? (UNPREFIXED.has(name) ? name : null) : name.slice(prefix.length);
      this.#known.set(name, inner);
    }
    return inner;
  }

  outer(name: string): string {
    return UNPREFIXED.has(name) || name.startsWith("_") ? name : this.#main + name;
  }
}

class PrefixedFields implements FieldSource {
  readonly #row: Row;
  readonly #prefix: FieldPrefix;
  readonly #nodename: string;

  constructor(row: Row, prefix: FieldPrefix, nodename: string) {
    this.#row = row;
    this.#prefix = prefix;
    this.#nodename = nodename;
  }

  get(name: string): Value {
    if (name === "nodename") return this.#nodename;
    const inner = this.#prefix.inner(name);
    return inner === null ? null : this.#row.get(inner);
  }

  names(): readonly string[] {
    return this.#row.names().map((name) => this.#prefix.outer(name));
  }
}

/** The row of a dataset with prefixed names; `nodename` is what a condition on it sees. Values are read when asked for. */
export function prefixedRow(row: Row, prefix: FieldPrefix, nodename: string): Row {
  const prefixed = new Row(new PrefixedFields(row, prefix, nodename), row.event);
  prefixed.lineage = row.lineage;
  return prefixed;
}
