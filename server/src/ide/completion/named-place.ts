import type { Span } from "#base/span.ts";
import type { AnalyticCursor } from "../cursor.ts";
import type { Place } from "./place.ts";

/** A place where a command wants the name of a thing that is kept somewhere: a table, a data model, a saved search. */
interface NamedPlace {
  readonly place: Place;
  readonly field?: string;
  readonly typed: string;
  readonly span: Span;
}

const KINDS: Readonly<Record<string, Place>> = {
  datamodel: "data-model",
  lookup: "lookup",
  inputlookup: "lookup",
  savedsearch: "saved-search",
};
const FIRST: Readonly<Record<string, Place>> = {
  inputlookup: "lookup",
  outputlookup: "lookup",
  savedsearch: "saved-search",
};
const OPTIONS = /^\s*\w+\s+(?:\w+\s*=\s*\S+\s+)*"?$/;

/** The named thing that is wanted behind `before`, the text up to what is typed; undefined where none is. */
export function namedAt(
  { stage, expanded = 0 }: AnalyticCursor,
  before: string,
  typed: string,
): NamedPlace | undefined {
  if (stage === undefined) return undefined;
  const own = before.slice(stage.span.start);
  const at = (place: Place, text = typed, field?: string): NamedPlace => ({
    place,
    ...(field !== undefined && { field }),
    typed: text,
    span: { start: expanded - text.length, end: expanded },
  });
  const first = FIRST[stage.command];
  if (first !== undefined && OPTIONS.test(own)) return at(first);
  if (stage.command === "from") {
    const [, model] = /\bdatamodel:\s*"?(\w+)"?\."?$/i.exec(own) ?? [];
    if (model !== undefined) return at("dataset", typed, model);
    const [, kind = "", name = ""] = /^"?(\w+):\s*"?(.*)$/.exec(typed) ?? [];
    const place = KINDS[kind.toLowerCase()];
    if (place !== undefined) return at(place, name);
    const spaced = KINDS[/\b(\w+):\s*"?$/.exec(own)?.[1]?.toLowerCase() ?? ""];
    return spaced === undefined ? undefined : at(spaced);
  }
  const model = stage.command === "datamodel" ? /^\s*datamodel\s+"?(\w+)"?\s+"?$/i.exec(own)?.[1] : undefined;
  return model === undefined ? undefined : at("dataset", typed, model);
}
