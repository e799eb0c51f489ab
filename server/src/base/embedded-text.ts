import type { SourceMap } from "./source-map.ts";
import type { TextEdit } from "./text-edit.ts";

/** A text that stands inside a host text (a YAML scalar, a Markdown fence), decoded, with positions both ways. */
export interface EmbeddedText {
  readonly text: string;
  readonly map: SourceMap;
  /**
   * Turns edits of the embedded text into edits of the host text, written in the style of the place (quotes doubled,
   * lines indented). Throws a RangeError when edits overlap or the host's format cannot hold the edited text.
   */
  readonly encode: (edits: readonly TextEdit[]) => readonly TextEdit[];
}
