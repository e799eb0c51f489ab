import { once } from "#base/memo.ts";
import { type Catalog, createCatalog } from "#catalog/catalog.ts";
import { datasets } from "#engine/cim/datasets.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import type { Settings } from "#runtime/settings.ts";
import type { Environment } from "#semantics/environment.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import type { Names } from "#semantics/workspace/names.ts";
import { nodeCatalogAssets } from "./assets.ts";
import { workspaceNames } from "./workspace.ts";

/** The catalog of this installation, read subject by subject when asked for. */
export const nodeCatalog: () => Catalog = once(() => createCatalog(nodeCatalogAssets()));

/** Where an environment takes the workspace's names from. */
export interface EnvironmentPlaces {
  readonly settings: Settings;
  /** Folders of the workspace. */
  readonly folders: readonly string[];
  /** The names of the folders, where they have been read already. */
  readonly names?: Names;
  readonly revision: number;
}

/** The environment of a workspace: dialect, catalog, and the macros, lookups and saved searches of its folders. */
export function nodeEnvironment({ settings, folders, names, revision }: EnvironmentPlaces): Environment {
  const catalog = nodeCatalog();
  return createEnvironment({
    dialect: splDialect,
    catalog,
    settings,
    names: names ?? workspaceNames(folders),
    datasets: datasets(catalog),
    revision,
  });
}
