import { type LineMap, lineMap } from "#base/line-map.ts";
import { once } from "#base/memo.ts";

/** A text with its name and version. */
export interface Document {
  readonly uri: string;
  /** A file name that says what kind of text it is, where the URI does not: of a document that is not saved yet. */
  readonly name?: string | undefined;
  readonly version: number;
  readonly text: string;
  readonly lines: () => LineMap;
}

/** A document over a text; line starts are found on first use. */
export function createDocument(uri: string, version: number, text: string, name?: string): Document {
  return { uri, ...(name === undefined ? {} : { name }), version, text, lines: once(() => lineMap(text)) };
}
