import { type LineMap, lineMap } from "#base/line-map.ts";
import { once } from "#base/memo.ts";

/** A text with its name and version. */
export interface Document {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lines: () => LineMap;
}

/** A document over a text; line starts are found on first use. */
export function createDocument(uri: string, version: number, text: string): Document {
  return { uri, version, text, lines: once(() => lineMap(text)) };
}
