import { codeBlock } from "#base/markdown.ts";
import { type Provider, rankOf } from "../provider.ts";

/** Saved searches of the workspace. */
export const savedSearches: Provider = ({ place, quoted, cursor }) => {
  if (place !== "saved-search") return [];
  return cursor.analytic.environment.names.savedSearches.map(({ name, search, source }) => ({
    label: name,
    kind: "value",
    detail: source,
    documentation: () => codeBlock(search, "spl"),
    insert: quoted || /^[\w.-]+$/.test(name) ? name : `"${name}"`,
    rank: rankOf(0, 0),
  }));
};
