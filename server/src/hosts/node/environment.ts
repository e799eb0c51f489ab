import { once } from "#base/memo.ts";
import { type Catalog, createCatalog } from "#catalog/catalog.ts";
import { datasets } from "#engine/cim/datasets.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import type { Settings } from "#runtime/settings.ts";
import type { Environment } from "#semantics/environment.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import type { Names } from "#semantics/workspace/names.ts";
import { updateEnvironment } from "#semantics/workspace/update-environment.ts";
import { nodeCatalogAssets } from "./assets.ts";
import { workspaceNames } from "./workspace.ts";

/** The catalog of this installation, read subject by subject when asked for. */
export const nodeCatalog: () => Catalog = once(() => createCatalog(nodeCatalogAssets()));

const parts = once(() => ({ dialect: splDialect, catalog: nodeCatalog(), datasets: datasets(nodeCatalog()) }));

/** Where an environment takes the workspace's names from. */
export interface EnvironmentPlaces {
  readonly settings: Settings;
  /** Folders of the workspace. */
  readonly folders: readonly string[];
  readonly revision: number;
}

/** The environment of a workspace: dialect, catalog, and the macros, lookups and saved searches of its folders. */
export function nodeEnvironment({ settings, folders, revision }: EnvironmentPlaces): Environment {
  return createEnvironment({ ...parts(), settings, names: workspaceNames(folders), revision });
}

/** The environment for names that were read already: the one before when nothing in it differs. */
export function renewedEnvironment(settings: Settings, names: Names, before: Environment | undefined): Environment {
  return updateEnvironment(before, { ...parts(), settings, names });
}
