import { once } from "#base/memo.ts";
import { type Attack, createAttack } from "./attack.ts";
import { createSplBuiltins, type SplBuiltins } from "./builtins.ts";
import { createDataModels, type DataModels } from "./data-models.ts";
import { createEnums, type Enums } from "./enums.ts";
import { createWindowsEvents, type WindowsEvents } from "./event-ids.ts";
import { createFields, type Fields } from "./fields.ts";
import { createLookupFacts, type LookupFacts } from "./lookups.ts";
import { createMacroFacts, type MacroFacts } from "./macros.ts";
import { createRpcInterfaces, type RpcInterfaces } from "./rpc-interfaces.ts";
import { createSources, type Sources } from "./sources.ts";
import { createUsage, type Usage } from "./usage.ts";

/** Facts of the field. Each subject is parsed and indexed once, at its first use; values are frozen. */
export interface Catalog {
  readonly windows: WindowsEvents;
  readonly sources: Sources;
  readonly fields: Fields;
  readonly dataModels: DataModels;
  readonly macros: MacroFacts;
  readonly lookups: LookupFacts;
  readonly attack: Attack;
  readonly rpc: RpcInterfaces;
  readonly enums: Enums;
  readonly builtins: SplBuiltins;
  readonly usage: Usage;
}

/** Names of the data files, one a subject. */
export const CATALOG_SUBJECTS = [
  "windows-events",
  "sources",
  "fields",
  "data-models",
  "macros",
  "lookups",
  "attack",
  "rpc-interfaces",
  "enums",
  "spl-builtins",
  "usage",
] as const;

export type CatalogSubject = (typeof CATALOG_SUBJECTS)[number];

/** Port to the data files: the core never loads. `load` gives the parsed JSON of one subject. */
export interface CatalogAssets {
  load(subject: CatalogSubject): unknown;
}

/** A catalog over data files. Nothing is loaded before a subject is used. */
export function createCatalog(assets: CatalogAssets): Catalog {
  return lazyCatalog({
    windows: () => createWindowsEvents(assets),
    sources: () => createSources(assets),
    fields: () => createFields(assets),
    dataModels: () => createDataModels(assets),
    macros: () => createMacroFacts(assets),
    lookups: () => createLookupFacts(assets),
    attack: () => createAttack(assets),
    rpc: () => createRpcInterfaces(assets),
    enums: () => createEnums(assets),
    builtins: () => createSplBuiltins(assets),
    usage: () => createUsage(assets),
  });
}

/** A catalog whose subjects are made once, each at its first use. */
export function lazyCatalog(make: { readonly [K in keyof Catalog]: () => Catalog[K] }): Catalog {
  const windows = once(make.windows);
  const sources = once(make.sources);
  const fields = once(make.fields);
  const dataModels = once(make.dataModels);
  const macros = once(make.macros);
  const lookups = once(make.lookups);
  const attack = once(make.attack);
  const rpc = once(make.rpc);
  const enums = once(make.enums);
  const builtins = once(make.builtins);
  const usage = once(make.usage);
  return Object.freeze<Catalog>({
    get windows() {
      return windows();
    },
    get sources() {
      return sources();
    },
    get fields() {
      return fields();
    },
    get dataModels() {
      return dataModels();
    },
    get macros() {
      return macros();
    },
    get lookups() {
      return lookups();
    },
    get attack() {
      return attack();
    },
    get rpc() {
      return rpc();
    },
    get enums() {
      return enums();
    },
    get builtins() {
      return builtins();
    },
    get usage() {
      return usage();
    },
  });
}
