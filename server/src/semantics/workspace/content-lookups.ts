import { type Definitions, NO_DEFINITIONS } from "./definitions.ts";
import { parseMatchType } from "./match-type.ts";
import { memoByObject } from "./memo-by-object.ts";
import type { LookupDefinition, MatchType } from "./names.ts";
import { baseName } from "./path.ts";
import type { DefinitionFile } from "./workspace-file.ts";
import { YamlRecord } from "./yaml-record.ts";

const KEYS = ["filename", "collection", "lookup_type", "fields_list", "match_type"];

/**
 * The lookup of a file `lookups/*.yml` of a content pack: `name`, then `filename`, `collection` or `lookup_type`, and the
 * settings that transforms.conf has too. Other YAML defines nothing.
 */
export const readContentLookup = memoByObject((file: DefinitionFile): Definitions => {
  const record = new YamlRecord(file);
  if (!record.has("name") && !KEYS.some((key) => record.has(key)))
    return { ...NO_DEFINITIONS, problems: record.problems };
  const name = record.text("name");
  const kind = kindOf(record);
  if (name === undefined) record.note("error", record.span("name"), 'The lookup has no name; add "name".');
  if (kind === undefined)
    record.note(
      "error",
      record.span("name"),
      'The lookup says not where its rows are; add "filename" or "collection".',
    );
  if (name === undefined || kind === undefined) return { ...NO_DEFINITIONS, problems: record.problems };
  const value = readLookup(record, name, kind, file.path);
  const place = { file: file.path, span: record.span("name") };
  return { ...NO_DEFINITIONS, lookups: [{ value, place, layer: "content" }], problems: record.problems };
});

function readLookup(record: YamlRecord, name: string, kind: LookupDefinition["kind"], file: string): LookupDefinition {
  // A table that is not named stands beside the definition under the same name.
  const beside = kind === "csv" ? baseName(file).replace(/\.ya?ml$/i, ".csv") : undefined;
  const filename = record.text("filename") ?? beside;
  const columns = [...record.texts("fields_list"), ...record.texts("fields")].map(({ value }) => value);
  const defaultMatch = record.text("default_match");
  const description = record.text("description");
  return {
    name,
    kind,
    ...(filename !== undefined && { filename }),
    ...(columns.length > 0 && { columns }),
    caseSensitive: record.boolean("case_sensitive_match", true),
    matchTypes: readMatchTypes(record),
    maxMatches: Math.min(Math.max(record.count("max_matches", 1000), 1), 1000),
    minMatches: record.count("min_matches", 0),
    ...(defaultMatch !== undefined && { defaultMatch }),
    ...(description !== undefined && { description }),
    source: file,
  };
}

function kindOf(record: YamlRecord): LookupDefinition["kind"] | undefined {
  const type = record.text("lookup_type");
  if (type === "kvstore" || record.has("collection")) return "kvstore";
  if (type === "mlmodel" || record.text("filename")?.endsWith(".mlmodel") === true) return "mlmodel";
  return type === "csv" || record.has("filename") ? "csv" : undefined;
}

function readMatchTypes(record: YamlRecord): ReadonlyMap<string, MatchType> {
  const types = new Map<string, MatchType>();
  for (const { value, span } of record.texts("match_type")) {
    const parsed = parseMatchType(value);
    for (const [column, type] of parsed.types) types.set(column, type);
    for (const part of parsed.wrong)
      record.note("error", span, `"${part}" is no match type.`, "Write WILDCARD(column) or CIDR(column).");
  }
  return types;
}
