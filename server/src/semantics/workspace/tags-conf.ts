import { layerConf } from "./conf-layers.ts";
import { ConfValues } from "./conf-values.ts";
import { type Defined, type Definitions, NO_DEFINITIONS } from "./definitions.ts";
import type { Tag } from "./names.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/** Tags of tags.conf: `[field=value]` with `tag = enabled`. Field and value may be written as in a URL. */
export function readTagsConf(files: readonly DefinitionFile[]): Definitions {
  const { stanzas, problems } = layerConf(files);
  const values = new ConfValues();
  const tags = stanzas.flatMap(({ name, places: [place], settings }): readonly Defined<Tag>[] => {
    const equals = name.indexOf("=");
    if (place === undefined) return [];
    if (equals < 1) {
      values.note("conf/tag-stanza", "warning", place, `"${name}" names no field and value.`, "Write [field=value].");
      return [];
    }
    const field = decoded(name.slice(0, equals).trim());
    const value = decoded(name.slice(equals + 1).trim());
    return settings
      .filter((setting) => setting.value.toLowerCase() === "enabled")
      .map(({ key, keyPlace, layer }) => ({ value: { field, value, tag: key }, place: keyPlace, layer }));
  });
  return { ...NO_DEFINITIONS, tags, problems: [...problems, ...values.problems] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
