import type { MacroDefinition } from "../environment.ts";
import { type Definitions, NO_DEFINITIONS } from "./definitions.ts";
import { memoByObject } from "./memo-by-object.ts";
import type { DefinitionFile } from "./workspace-file.ts";
import { YamlRecord } from "./yaml-record.ts";

/** The macro of a file `macros/*.yml` of a content pack: `name`, `definition`, `arguments`. Other YAML defines nothing. */
export const readContentMacro = memoByObject((file: DefinitionFile): Definitions => {
  const record = new YamlRecord(file);
  if (!record.has("name") && !record.has("definition")) return { ...NO_DEFINITIONS, problems: record.problems };
  const name = record.text("name");
  const definition = record.has("definition") ? (record.text("definition") ?? "") : undefined;
  if (name === undefined) record.note("error", record.span("name"), 'The macro has no name; add "name".');
  if (definition === undefined)
    record.note("error", record.span("name"), 'The macro has no definition; add "definition".');
  if (name === undefined || definition === undefined) return { ...NO_DEFINITIONS, problems: record.problems };
  const description = record.text("description");
  const value: MacroDefinition = {
    name: plainName(name, record),
    arguments: readArguments(record),
    definition,
    isEval: false,
    ...(description !== undefined && { description }),
    origin: "workspace",
    source: file.path,
  };
  const place = { file: file.path, span: record.span("name") };
  return { ...NO_DEFINITIONS, macros: [{ value, place, layer: "content" }], problems: record.problems };
});

/** A name is written without the number of arguments, which follows from their list. */
function plainName(name: string, record: YamlRecord): string {
  const base = name.replace(/\(\d+\)$/, "");
  if (!/^[\w.:-]+$/.test(name))
    record.note("error", record.span("name"), `"${name}" is no name of a macro.`, "Use letters, digits, _ and - only.");
  return base;
}

function readArguments(record: YamlRecord): readonly string[] {
  const names = new Set<string>();
  for (const { value, span } of record.texts("arguments")) {
    if (names.has(value)) record.note("error", span, `The argument "${value}" is listed twice.`);
    names.add(value);
  }
  return [...names];
}
