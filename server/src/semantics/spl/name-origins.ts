import { once } from "#base/memo.ts";
import type { Catalog } from "#catalog/catalog.ts";

/** Where the catalog knows a field name from. Names are case-sensitive. */
export interface NameOrigins {
  /** A data item of some Windows event. */
  isEventField(name: string): boolean;
  /** Made by an add-on, by the header, or a name of a data model: it may be there for any event. */
  isShared(name: string): boolean;
  /** A label of some event's text rendering. */
  isClassic(name: string): boolean;
  /** Made by the workspace's props.conf, which may put other values into a field that events have. */
  isMade(name: string): boolean;
  /** Known at all. */
  isKnown(name: string): boolean;
}

const made = new WeakMap<Catalog, NameOrigins>();

/** The names of a catalog, gathered at first use. */
export function nameOrigins(catalog: Catalog): NameOrigins {
  let origins = made.get(catalog);
  if (origins === undefined) {
    origins = gather(catalog);
    made.set(catalog, origins);
  }
  return origins;
}

function gather(catalog: Catalog): NameOrigins {
  const events = once(() => {
    const names = new Set<string>();
    for (const event of catalog.windows.all()) {
      for (const field of event.fields) {
        names.add(field.splunkName);
        names.add(field.name);
      }
    }
    return names;
  });
  const models = once(() => {
    const datasets = catalog.dataModels.models().flatMap((model) => model.datasets);
    return new Set(datasets.flatMap((dataset) => dataset.fields.map((field) => field.name)));
  });
  const sources = once(() => new Set(catalog.sources.dataSources().flatMap((source) => source.fields)));
  const originsOf = (name: string) => {
    const known = catalog.fields.describe(name);
    return known?.name === name ? known.origins : [];
  };
  return {
    isEventField: (name) => events().has(name),
    isShared: (name) =>
      originsOf(name).some(
        (origin) => origin === "alias" || origin === "props" || origin === "default" || origin === "header",
      ) ||
      models().has(name) ||
      (sources().has(name) && !events().has(name) && !originsOf(name).includes("classic")),
    isMade: (name) => originsOf(name).includes("props"),
    isClassic: (name) => originsOf(name).includes("classic"),
    isKnown: (name) =>
      catalog.fields.describe(name)?.name === name || events().has(name) || models().has(name) || sources().has(name),
  };
}
