import { type Catalog, lazyCatalog } from "./catalog.ts";
import type { FieldDoc, Fields } from "./fields.ts";

/** The catalog in which some names are those of fields that the workspace makes; itself when there are none. */
export function withMadeFields(catalog: Catalog, made: ReadonlySet<string>): Catalog {
  if (made.size === 0) return catalog;
  return lazyCatalog({
    windows: () => catalog.windows,
    sources: () => catalog.sources,
    fields: () => madeOver(catalog.fields, made),
    dataModels: () => catalog.dataModels,
    macros: () => catalog.macros,
    lookups: () => catalog.lookups,
    attack: () => catalog.attack,
    rpc: () => catalog.rpc,
    enums: () => catalog.enums,
    builtins: () => catalog.builtins,
    usage: () => catalog.usage,
  });
}

/** What such a field holds is not known: its values may be others than an event's own. */
function madeOver(fields: Fields, made: ReadonlySet<string>): Fields {
  return Object.freeze<Fields>({
    ...fields,
    describe: (name): FieldDoc | undefined => {
      const known = fields.describe(name);
      if (!made.has(name)) return known;
      const { kind: _kind, enum: _enum, ...described } = known?.name === name ? known : { name, use: 0, origins: [] };
      return { ...described, origins: [...described.origins, "props"] };
    },
    names: () => [...new Set([...fields.names(), ...made])],
  });
}
