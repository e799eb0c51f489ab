import type { Span } from "#base/span.ts";
import type { WorkspaceName } from "../spl/name-uses.ts";
import { readConfFile } from "./conf-layers.ts";
import { readContentLookup } from "./content-lookups.ts";
import { readContentMacro } from "./content-macros.ts";
import type { Definitions } from "./definitions.ts";
import { fileKind } from "./file-kind.ts";
import { readMacrosConf } from "./macros-conf.ts";
import { readOverlayFile } from "./overlay-file.ts";
import { readSavedSearchesConf } from "./savedsearches-conf.ts";
import { readTransformsConf } from "./transforms-conf.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/** A name where a file of the workspace defines it, or uses it outside of a search. */
export interface DefinedName extends WorkspaceName {
  /** The characters of the name, without quotes and number of arguments. */
  readonly span: Span;
  readonly isDefinition: boolean;
}

/**
 * The places of a file of definitions where a name is defined, and where props.conf names the lookup that it applies; those
 * that are written otherwise than they are called (an escape in YAML) are left out.
 */
export function definedNames(file: DefinitionFile): readonly DefinedName[] {
  return placesOf(file).flatMap(({ span, ...named }) => {
    const start = span.start + (/^["']/.test(file.text.slice(span.start, span.end)) ? 1 : 0);
    const end = start + named.name.length;
    return end <= span.end && file.text.slice(start, end) === named.name ? [{ ...named, span: { start, end } }] : [];
  });
}

function placesOf(file: DefinitionFile): readonly DefinedName[] {
  switch (fileKind(file.path)) {
    case "macros-conf":
      return namesOf(readMacrosConf([file]));
    case "transforms-conf":
      return namesOf(readTransformsConf([file]));
    case "savedsearches-conf":
      return namesOf(readSavedSearchesConf([file]));
    case "content-macro":
      return namesOf(readContentMacro(file));
    case "content-lookup":
      return namesOf(readContentLookup(file));
    case "props-conf":
      return appliedLookups(file);
    case "overlay": {
      const { macros, lookups } = readOverlayFile(file);
      return [
        ...macros.map(({ value, place }) => macroName(value, place.span)),
        ...lookups.map(({ name, place }) => ({
          kind: "lookup" as const,
          name,
          arity: undefined,
          ...defined(place.span),
        })),
      ];
    }
    default:
      return [];
  }
}

function namesOf({ macros, lookups, savedSearches }: Definitions): readonly DefinedName[] {
  return [
    ...macros.map(({ value, place }) => macroName(value, place.span)),
    ...lookups.map(({ value: { name }, place }) => ({
      kind: "lookup" as const,
      name,
      arity: undefined,
      ...defined(place.span),
    })),
    ...savedSearches.map(({ value: { name }, place }) => ({
      kind: "saved-search" as const,
      name,
      arity: undefined,
      ...defined(place.span),
    })),
  ];
}

function macroName(
  { name, arguments: args }: { readonly name: string; readonly arguments: readonly string[] },
  span: Span,
): DefinedName {
  return { kind: "macro", name, arity: args.length, ...defined(span) };
}

function defined(span: Span): Pick<DefinedName, "span" | "isDefinition"> {
  return { span, isDefinition: true };
}

/** `LOOKUP-class = name column AS field …`. */
function appliedLookups(file: DefinitionFile): readonly DefinedName[] {
  return readConfFile(file).stanzas.flatMap(({ settings }) =>
    settings.flatMap(({ key, value, valueSpan }): readonly DefinedName[] => {
      const [name] = /^LOOKUP-/.test(key) ? (/^[^\s"]+/.exec(value) ?? []) : [];
      return name === undefined
        ? []
        : [{ kind: "lookup", name, arity: undefined, span: valueSpan, isDefinition: false }];
    }),
  );
}
