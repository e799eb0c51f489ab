import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AttackObject } from "#catalog/attack.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { ValueSource } from "../../keys/key-tree.ts";
import type { CompletionItem, CompletionKind } from "../../types.ts";
import { attackItems } from "../attack-items.ts";
import { eventsNamed } from "../events-named.ts";
import { rankOf } from "../provider.ts";

/** How many of a long list are offered; those that hold what is typed. */
const SHOWN = 400;

/** What the catalog, the workspace or the file itself has for the value of a key. */
export function valueItems(
  source: ValueSource,
  typed: string,
  { environment, rule }: DocumentAnalysis,
): readonly CompletionItem[] {
  const { catalog, names } = environment;
  const named = (values: readonly string[], kind: CompletionKind = "value", detail = ""): readonly CompletionItem[] =>
    plain(
      values.map((value) => [value, detail]),
      typed,
      kind,
    );
  switch (source) {
    case "technique":
      return attackItems(typed, ["technique"], catalog);
    case "tactic":
      return attackItems(typed, ["tactic"], catalog);
    case "data-component":
      return attackItems(typed, ["data-component"], catalog, (object) => componentName(object, catalog));
    case "attack-tag":
      return attackTags(typed, environment.catalog);
    case "data-source":
      return plain(
        catalog.sources.dataSources().map(({ name, sourcetype }) => [name, sourcetype]),
        typed,
        "source",
      );
    case "sourcetype":
      return plain(
        catalog.sources.sourcetypes().map((one) => [one.sourcetype, one.sources.slice(0, 2).join(", ")]),
        typed,
        "source",
      );
    case "source":
      return named(catalog.sources.sources(), "source");
    case "index":
      return plain(
        catalog.sources.indexes().map(({ name, description }) => [name, description ?? ""]),
        typed,
        "source",
      );
    case "channel":
      return plain(
        catalog.windows.channels().map(({ channel, events }) => [channel, `${events} events`]),
        typed,
        "source",
      );
    case "event-id":
      return plain(
        eventsNamed(catalog.windows.all(), typed)
          .toSorted((a, b) => b.use - a.use)
          .map(({ id, title }) => [String(id), title]),
        "",
        "event-id",
      ).map((item) => ({ ...item, filter: `${item.label} ${item.detail} ${typed}` }));
    case "field":
      return named(
        [...new Set([...catalog.fields.names(), ...names.fieldDefinitions.map(({ name }) => name)])],
        "field",
      );
    case "value-table":
      return plain(
        catalog.enums.tables().map(({ name, doc }) => [name, doc ?? ""]),
        typed,
        "value",
      );
    case "analytic":
      return named(rule.analytics.map(({ name }) => name));
  }
}

function plain(
  values: readonly (readonly [value: string, detail: string])[],
  typed: string,
  kind: CompletionKind,
): readonly CompletionItem[] {
  const begun = typed.trim().toLowerCase();
  const found =
    begun === ""
      ? values
      : values
          .map((value) => ({ value, distance: distanceOf(begun, value[0].toLowerCase()) }))
          .filter(({ distance }) => distance < 3)
          .sort((a, b) => a.distance - b.distance)
          .map(({ value }) => value);
  return found.slice(0, SHOWN).map(([value, detail], index) => ({
    label: value,
    kind,
    detail,
    insert: value,
    rank: rankOf(0, 10_000 - index),
  }));
}

/** 0: begins with what is typed; 1: holds it; 2: has its characters in this order; 3: has not. */
function distanceOf(typed: string, value: string): number {
  if (value.startsWith(typed)) return 0;
  if (value.includes(typed)) return 1;
  return isSubsequence(typed, value) ? 2 : 3;
}

function isSubsequence(part: string, text: string): boolean {
  let at = 0;
  for (const character of part) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** A data component as rule files write it: behind the data source that it belonged to. */
function componentName(object: AttackObject, { attack }: Catalog): string {
  const source = object.kind === "data-component" ? attack.dataSource(object.dataSource ?? "") : undefined;
  return source === undefined ? object.name : `${source.name}: ${object.name}`;
}

/** Tags of Sigma: `attack.t1059.001`, `attack.execution`, `attack.g0016`. */
function attackTags(typed: string, catalog: Catalog): readonly CompletionItem[] {
  const asked = typed.replace(/^attack\.?/i, "");
  const kinds =
    asked === "" ? (["tactic", "technique"] as const) : (["tactic", "technique", "group", "software"] as const);
  return attackItems(asked, kinds, catalog, tagOf).map((item) => ({
    ...item,
    label: item.insert,
    rank: item.insert.startsWith(`attack.${asked.toLowerCase()}`) ? item.rank : item.rank + 100_000,
    filter: `${item.insert} ${item.filter ?? ""} ${typed}`,
  }));
}

function tagOf(object: AttackObject): string {
  return `attack.${object.kind === "tactic" ? object.shortname : object.id.toLowerCase()}`;
}
