import type { EmbeddedText } from "#base/embedded-text.ts";
import { cover, type Span } from "#base/span.ts";
import { entryOf, type YamlMapping, type YamlNode } from "#syntax/yaml/node.ts";
import { embedSlice } from "../embed-slice.ts";

/** Whether a mapping states signatures. */
export function hasSignatures(node: YamlNode | undefined): boolean {
  return entryOf(node, "signatures") !== undefined;
}

/**
 * The text of a mapping with `signatures:` and `condition:`, and where these stand. A mapping inside a list is given with the
 * blanks that its first line is indented by, so that it is YAML by itself.
 */
export function signatureText(
  text: string,
  mapping: YamlMapping,
): { readonly query: EmbeddedText; readonly span: Span } {
  const parts = ["signatures", "condition"].flatMap((key) => entryOf(mapping, key)?.span ?? []);
  const span = parts.reduce((all, part) => cover(all, part), parts[0] ?? mapping.span);
  return { query: mapping.flow ? embedSlice(text, mapping.span) : indented(text, mapping.span), span };
}

function indented(text: string, at: Span): EmbeddedText {
  const lineStart = text.lastIndexOf("\n", at.start - 1) + 1;
  const blanks = at.start - lineStart;
  if (blanks === 0) return embedSlice(text, at);
  const slice = embedSlice(text, at);
  const back = (offset: number) => Math.max(0, offset - blanks);
  return {
    text: " ".repeat(blanks) + slice.text,
    map: {
      segments: [
        { embedded: { start: 0, end: blanks }, host: { start: at.start, end: at.start }, exact: false },
        { embedded: { start: blanks, end: blanks + slice.text.length }, host: at, exact: true },
      ],
    },
    encode: (edits) =>
      slice.encode(
        edits.map((edit) => ({ ...edit, span: { start: back(edit.span.start), end: back(edit.span.end) } })),
      ),
  };
}
