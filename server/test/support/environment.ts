import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { Environment } from "#semantics/environment.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { NO_NAMES } from "#semantics/workspace/name-index.ts";
import { testCatalog } from "./catalog.ts";

/** The whole dialect and catalog, with default settings and no workspace. */
export const testEnvironment: Environment = createEnvironment({
  dialect: splDialect,
  catalog: testCatalog,
  settings: DEFAULT_SETTINGS,
  names: NO_NAMES,
  datasets: () => undefined,
  revision: 1,
});
