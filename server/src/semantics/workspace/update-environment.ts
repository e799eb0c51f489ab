import type { Environment } from "../environment.ts";
import { createEnvironment, type EnvironmentParts } from "./create-environment.ts";
import { equalData } from "./equal-data.ts";
import type { Names } from "./names.ts";

const partsOf = new WeakMap<Environment, EnvironmentParts>();

/**
 * The environment of the parts: the one given when nothing differs from it by value, otherwise a new one with the next
 * revision. So an edit that moves definitions without changing them leaves every analysis as it is.
 */
export function updateEnvironment(
  before: Environment | undefined,
  parts: Omit<EnvironmentParts, "revision">,
): Environment {
  const old = before === undefined ? undefined : partsOf.get(before);
  if (before !== undefined && old !== undefined && sameParts(old, parts)) return before;
  const next = { ...parts, revision: (before?.revision ?? 0) + 1 };
  const environment = createEnvironment(next);
  partsOf.set(environment, next);
  return environment;
}

function sameParts(a: Omit<EnvironmentParts, "revision">, b: Omit<EnvironmentParts, "revision">): boolean {
  return (
    a.dialect === b.dialect &&
    a.catalog === b.catalog &&
    a.datasets === b.datasets &&
    equalData(a.settings, b.settings) &&
    sameNames(a.names, b.names)
  );
}

/** Whether two workspaces offer the same names with the same definitions; tables by their stamps, unread. */
export function sameNames(a: Names, b: Names): boolean {
  return a === b || equalData(exportsOf(a), exportsOf(b));
}

function exportsOf(names: Names): unknown {
  const { macros, lookups, savedSearches, fieldDefinitions, transforms, eventTypes, tags, tables, overlays } = names;
  const stamps = tables.map(({ file, stamp }) => [file, stamp]);
  return { macros, lookups, savedSearches, fieldDefinitions, transforms, eventTypes, tags, overlays, stamps };
}
