import { layerConf } from "./conf-layers.ts";
import { type Defined, type Definitions, NO_DEFINITIONS } from "./definitions.ts";
import type { FieldDefinition } from "./names.ts";
import type { DefinitionFile } from "./workspace-file.ts";

const KINDS: Readonly<Record<string, FieldDefinition["kind"]>> = {
  FIELDALIAS: "alias",
  EVAL: "eval",
  LOOKUP: "lookup",
  EXTRACT: "extract",
  REPORT: "report",
};

/** The fields that props.conf defines for source types, sources and hosts, as written. */
export function readPropsConf(files: readonly DefinitionFile[]): Definitions {
  const { stanzas, defaults, problems } = layerConf(files);
  const fieldDefinitions = [...stanzas, { name: "default", settings: defaults }].flatMap(({ name: stanza, settings }) =>
    settings.flatMap(({ key, value, keyPlace, layer }): readonly Defined<FieldDefinition>[] => {
      const [, type = "", name = ""] = /^([A-Z]+)-(.+)$/.exec(key) ?? [];
      const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
      if (kind === undefined || value === "") return [];
      return [{ value: { kind, stanza, name, value, source: keyPlace.file }, place: keyPlace, layer }];
    }),
  );
  return { ...NO_DEFINITIONS, fieldDefinitions, problems };
}
