import { layerConf } from "./conf-layers.ts";
import { ConfValues } from "./conf-values.ts";
import { type Defined, type Definitions, NO_DEFINITIONS } from "./definitions.ts";
import type { EventType } from "./names.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/** Event types of eventtypes.conf: `[name]` with `search`; disabled ones define nothing. */
export function readEventTypesConf(files: readonly DefinitionFile[]): Definitions {
  const { stanzas, problems } = layerConf(files);
  const values = new ConfValues();
  const eventTypes = stanzas.flatMap((stanza): readonly Defined<EventType>[] => {
    const search = stanza.get("search");
    const [place] = stanza.places;
    if (search === undefined || search.value.trim() === "" || place === undefined) return [];
    if (values.boolean(stanza.get("disabled"), false)) return [];
    return [{ value: { name: stanza.name, search: search.value }, place, layer: search.layer }];
  });
  return { ...NO_DEFINITIONS, eventTypes, problems: [...problems, ...values.problems] };
}
