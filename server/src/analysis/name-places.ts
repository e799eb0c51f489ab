import type { EmbeddedText } from "#base/embedded-text.ts";
import { toHost } from "#base/source-map.ts";
import { cover, type Span, touches } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { Environment } from "#semantics/environment.ts";
import { type NameUse, nameKey, nameUses, type WorkspaceName } from "#semantics/spl/name-uses.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { definedNames } from "#semantics/workspace/defined-names.ts";
import { definitionSearches } from "#semantics/workspace/definition-searches.ts";
import { fileKind } from "#semantics/workspace/file-kind.ts";
import { memoByObject } from "#semantics/workspace/memo-by-object.ts";
import type { DefinitionFile } from "#semantics/workspace/workspace-file.ts";
import type { Document } from "./document.ts";
import { ruleFileOf } from "./rule-file-of.ts";

/** A place of a document that defines or uses a name of the workspace. */
export interface NamePlace extends WorkspaceName {
  /** The characters of the name. */
  readonly span: Span;
  readonly isDefinition: boolean;
}

/** What reading names needs to know. */
export type NameContext = Pick<Environment, "dialect" | "settings">;

/**
 * Every place of a document, rule file or file of definitions, that defines or uses a macro, lookup or saved search of the
 * workspace, in the order of the text.
 */
export function namePlaces(document: Document, context: NameContext): readonly NamePlace[] {
  const uses = searchesOf(document).flatMap((search) => placesIn(search, context));
  return [...definedIn(document), ...uses].sort((a, b) => a.span.start - b.span.start);
}

/** The first of these places that an offset touches. Only the search around the offset is read for it. */
export function namePlaceAt(document: Document, offset: number, context: NameContext): NamePlace | undefined {
  const around = searchesOf(document).filter(({ map: { segments } }) => {
    const [first, last] = [segments.at(0), segments.at(-1)];
    return first !== undefined && last !== undefined && touches(cover(first.host, last.host), offset);
  });
  return [...definedIn(document), ...around.flatMap((search) => placesIn(search, context))]
    .filter(({ span }) => touches(span, offset))
    .reduce<NamePlace | undefined>((first, at) => (first && first.span.start <= at.span.start ? first : at), undefined);
}

function placesIn(search: EmbeddedText, context: NameContext): readonly NamePlace[] {
  return usesIn(search, context).map(({ kind, name, arity, span }) => ({
    kind,
    name,
    arity,
    span: toHost(search.map, span),
    isDefinition: false,
  }));
}

/**
 * The edits of a document that give a name another one, at every place that defines or uses it. Throws a RangeError when
 * the document's format cannot hold the edited search.
 */
export function nameEdits(
  document: Document,
  named: WorkspaceName,
  to: string,
  context: NameContext,
): readonly TextEdit[] {
  const key = nameKey(named);
  const isMeant = (other: WorkspaceName): boolean => nameKey(other) === key;
  const isYaml = /\.ya?ml$/i.test(document.uri);
  const defined = definedIn(document)
    .filter(isMeant)
    .map(({ span }) => ({ span, text: isYaml ? writtenInYaml(to, span, document) : to }));
  const used = searchesOf(document).flatMap((search) => {
    const uses = usesIn(search, context).filter(isMeant);
    if (uses.length === 0) return [];
    return search.encode(uses.map(({ span, quoted }) => ({ span, text: writtenInSearch(to, quoted) })));
  });
  return [...defined, ...used].sort((a, b) => a.span.start - b.span.start);
}

function searchesOf(document: Document): readonly EmbeddedText[] {
  const file = definitionFile(document);
  return file === undefined ? queriesOf(document) : definitionSearches(file);
}

function definedIn(document: Document): readonly NamePlace[] {
  const file = definitionFile(document);
  return file === undefined ? [] : definedNames(file);
}

function usesIn({ text }: EmbeddedText, { dialect, settings }: NameContext): readonly NameUse[] {
  return nameUses(text, vocabularyOf(dialect), settings.macrosInQuotes);
}

function queriesOf(document: Document): readonly EmbeddedText[] {
  return ruleFileOf(document).analytics.flatMap(({ language, query }) => (language === "spl" ? [query] : []));
}

const definitionFile = memoByObject(({ uri, text }: Document): DefinitionFile | undefined =>
  fileKind(uri) === undefined || fileKind(uri) === "table" ? undefined : { kind: "definitions", path: uri, text },
);

function writtenInSearch(name: string, quoted: boolean): string {
  return quoted || /^[\w.:-]+$/.test(name) ? name : `"${name}"`;
}

/** A word that YAML would read as something else than a text is put in quotes. */
function writtenInYaml(name: string, { start }: Span, { text }: Document): string {
  const isPlain = text[start - 1] !== '"' && text[start - 1] !== "'";
  const isText = /^[a-z_]/i.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return isPlain && !isText ? `"${name}"` : name;
}
