import type { Attack } from "./attack.ts";
import type { SplBuiltins } from "./builtins.ts";
import type { DataModels } from "./data-models.ts";
import type { Enums } from "./enums.ts";
import type { WindowsEvents } from "./event-ids.ts";
import type { Fields } from "./fields.ts";
import type { LookupFacts } from "./lookups.ts";
import type { MacroFacts } from "./macros.ts";
import type { RpcInterfaces } from "./rpc-interfaces.ts";
import type { Sources } from "./sources.ts";

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
] as const;

export type CatalogSubject = (typeof CATALOG_SUBJECTS)[number];

/** Port to the data files: the core never loads. `load` gives the parsed JSON of one subject. */
export interface CatalogAssets {
  load(subject: CatalogSubject): unknown;
}
