import type { CatalogAssets, CatalogSubject } from "./catalog.ts";
import type { CatalogData } from "./schema.ts";

/**
 * The data of one subject. Only its header is checked here, since the shape of the committed files is proved by tests.
 * Throws when the host gives something else, which means a broken installation.
 */
export function loadData<S extends CatalogSubject>(assets: CatalogAssets, subject: S): CatalogData[S] {
  const value = assets.load(subject);
  const header = typeof value === "object" && value !== null && "header" in value ? value.header : undefined;
  const found = typeof header === "object" && header !== null && "subject" in header ? header.subject : undefined;
  if (found !== subject) throw new Error(`The catalog file "${subject}" is missing or damaged; reinstall Rulehound.`);
  return value as CatalogData[S];
}
