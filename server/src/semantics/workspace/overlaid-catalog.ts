import type { Catalog } from "#catalog/catalog.ts";
import { type OverlaidCatalog, type OverlayFile, withOverlay } from "#catalog/overlay.ts";
import { equalData } from "./equal-data.ts";

const known = new WeakMap<Catalog, { readonly files: readonly OverlayFile[]; readonly result: OverlaidCatalog }>();

/** The catalog with overlays; the same object again for the same files, so that its indexes are made once. */
export function overlaidCatalog(catalog: Catalog, files: readonly OverlayFile[]): OverlaidCatalog {
  const last = known.get(catalog);
  if (last !== undefined && equalData(last.files, files)) return last.result;
  const result = withOverlay(catalog, files);
  known.set(catalog, { files, result });
  return result;
}
