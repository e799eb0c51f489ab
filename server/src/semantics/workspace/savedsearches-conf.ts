import { layerConf } from "./conf-layers.ts";
import { type Defined, type Definitions, NO_DEFINITIONS } from "./definitions.ts";
import type { SavedSearch } from "./names.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/** Saved searches: stanzas with `search`, by the stanza's name. */
export function readSavedSearchesConf(files: readonly DefinitionFile[]): Definitions {
  const { stanzas, problems } = layerConf(files);
  const savedSearches = stanzas.flatMap((stanza): readonly Defined<SavedSearch>[] => {
    const search = stanza.get("search");
    const [top] = stanza.places;
    if (search === undefined || search.value === "" || top === undefined) return [];
    const place = stanza.places.find(({ file }) => file === search.place.file) ?? top;
    return [{ value: { name: stanza.name, search: search.value, source: place.file }, place, layer: search.layer }];
  });
  return { ...NO_DEFINITIONS, savedSearches, problems };
}
