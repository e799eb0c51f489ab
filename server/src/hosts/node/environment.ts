import { createCatalog } from "#catalog/create-catalog.ts";
import { datasets } from "#engine/cim/datasets.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import type { Settings } from "#runtime/settings.ts";
import type { Environment } from "#semantics/environment.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { once } from "#base/memo.ts";
import { nodeCatalogAssets } from "./assets.ts";
import { workspaceNames } from "./workspace.ts";
