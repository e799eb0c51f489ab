import { type LayeredStanza, layerConf } from "./conf-layers.ts";
import { ConfValues } from "./conf-values.ts";
import { type Defined, type Definitions, NO_DEFINITIONS } from "./definitions.ts";
import { parseMatchType } from "./match-type.ts";
import type { FieldTransform, LookupDefinition, LookupTime, MatchType } from "./names.ts";
import type { DefinitionFile } from "./workspace-file.ts";

const KEYS = [
  "allow_caching",
  "batch_index_query",
  "case_sensitive_match",
  "check_permission",
  "collection",
  "default_match",
  "external_cmd",
  "external_type",
  "fields_list",
  "filename",
  "filter",
  "index_fields_list",
  "match_type",
  "max_ext_batch",
  "max_matches",
  "max_offset_secs",
  "min_matches",
  "min_offset_secs",
  "replicate",
  "time_field",
  "time_format",
];

/** Largest number that max_matches may be (transforms.conf). */
const MOST_MATCHES = 1000;
/** A row of a lookup by time counts for this long when nothing else is said (transforms.conf: max_offset_secs). */
const LONGEST_OFFSET = 2_000_000_000;

/** Lookups of transforms.conf, and what its other stanzas extract. */
export function readTransformsConf(files: readonly DefinitionFile[]): Definitions {
  const { stanzas, problems } = layerConf(files);
  const values = new ConfValues();
  const lookups = stanzas.flatMap((stanza) => readLookup(stanza, values) ?? []);
  const transforms = stanzas.flatMap((stanza) => readTransform(stanza) ?? []);
  return { ...NO_DEFINITIONS, lookups, transforms, problems: [...problems, ...values.problems] };
}

/** Settings of transforms that are not carried out, with the value that changes nothing. */
const UNSUPPORTED: Readonly<Record<string, RegExp>> = {
  DELIMS: /^$/,
  MV_ADD: /^(?:0|f|false|n|no)?$/i,
  REPEAT_MATCH: /^(?:0|f|false|n|no)?$/i,
  DEST_KEY: /^$/,
};

function readTransform(stanza: LayeredStanza): Defined<FieldTransform> | undefined {
  const [place] = stanza.places;
  if (place === undefined || kindOf(stanza) !== undefined) return undefined;
  const text = (key: string) => stanza.get(key)?.value || undefined;
  const unsupported = Object.entries(UNSUPPORTED).flatMap(([key, harmless]) =>
    harmless.test(text(key) ?? "") ? [] : [key],
  );
  const value = {
    name: stanza.name,
    regex: text("REGEX"),
    format: text("FORMAT"),
    from: text("SOURCE_KEY") ?? "_raw",
    unsupported,
  };
  return { value, place, layer: stanza.layer };
}

function readLookup(stanza: LayeredStanza, values: ConfValues): Defined<LookupDefinition> | undefined {
  const kind = kindOf(stanza);
  const [place] = stanza.places;
  if (kind === undefined || place === undefined) return undefined;
  values.misspelt(stanza, KEYS);
  const text = (key: string) => stanza.get(key)?.value || undefined;
  const time = readTime(stanza, values);
  const maxMatches = values.count(stanza.get("max_matches"), 1, time === undefined ? MOST_MATCHES : 1);
  const filename = text("filename");
  const columns = text("fields_list")?.split(/[\s,]+/);
  const defaultMatch = text("default_match");
  const value: LookupDefinition = {
    name: stanza.name,
    kind,
    ...(filename !== undefined && { filename }),
    ...(columns !== undefined && { columns }),
    caseSensitive: values.boolean(stanza.get("case_sensitive_match"), true),
    matchTypes: readMatchTypes(stanza, values),
    maxMatches: Math.min(maxMatches, MOST_MATCHES),
    minMatches: values.count(stanza.get("min_matches"), 0, 0),
    ...(defaultMatch !== undefined && { defaultMatch }),
    ...(time !== undefined && { time }),
    source: place.file,
  };
  return { value, place, layer: stanza.layer };
}

function kindOf(stanza: LayeredStanza): LookupDefinition["kind"] | undefined {
  const type = stanza.get("external_type")?.value.toLowerCase();
  if (type === "geo" || type === "geo_hex") return "geo";
  if (type === "kvstore" || stanza.get("collection") !== undefined) return "kvstore";
  if (stanza.get("external_cmd") !== undefined) return "external";
  const filename = stanza.get("filename")?.value;
  if (filename === undefined) return undefined;
  return filename.endsWith(".mlmodel") ? "mlmodel" : "csv";
}

function readMatchTypes(stanza: LayeredStanza, values: ConfValues): ReadonlyMap<string, MatchType> {
  const setting = stanza.get("match_type");
  if (setting === undefined) return new Map();
  const { types, wrong } = parseMatchType(setting.value);
  for (const part of wrong) {
    const message = `"${part}" is no match type.`;
    values.note(
      "conf/match-type",
      "error",
      setting.place,
      message,
      "Write WILDCARD(column), CIDR(column) or EXACT(column).",
    );
  }
  return types;
}

function readTime(stanza: LayeredStanza, values: ConfValues): LookupTime | undefined {
  const field = stanza.get("time_field")?.value;
  if (field === undefined || field === "") return undefined;
  return {
    field,
    format: stanza.get("time_format")?.value || "%s.%Q",
    minOffsetSeconds: values.count(stanza.get("min_offset_secs"), 0, 0),
    maxOffsetSeconds: values.count(stanza.get("max_offset_secs"), 0, LONGEST_OFFSET),
  };
}
