// The product with counts of use and weights that are not those it ships.

/** No counts and no weights. */
export const NO_USAGE = { names: [], situations: [], weights: [] };

/** An environment without a workspace whose catalog has the given counts and weights. */
export function environmentWith(product, usage) {
  const assets = product.nodeCatalogAssets();
  const catalog = product.createCatalog({
    load: (subject) => (subject === "usage" ? { header: { subject }, ...usage } : assets.load(subject)),
  });
  return product.createEnvironment({
    dialect: product.splDialect,
    catalog,
    datasets: product.datasets(catalog),
    settings: product.DEFAULT_SETTINGS,
    names: product.workspaceNames([]).names,
    revision: 0,
  });
}

/** The text with a place's name taken out of it, or with all that follows in its search taken out too. */
export function without(text, { start, end }, searchEnd, mode) {
  if (mode === "taken out") return text.slice(0, start) + text.slice(end);
  return text.slice(0, start) + closingOf(text, searchEnd) + text.slice(searchEnd);
}

/** The quote that ends a quoted scalar stays, as an editor would have put it there. */
function closingOf(text, end) {
  const last = text[end - 1];
  return (last === "'" || last === '"') && text[end] === "\n" ? last : "";
}
