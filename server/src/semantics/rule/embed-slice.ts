import type { EmbeddedText } from "#base/embedded-text.ts";
import { identityMap } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";

/**
 * A part of a text, taken as it stands. Edits shift back to the host; line breaks of inserted text are written as the
 * host writes its own.
 */
export function embedSlice(host: string, at: Span): EmbeddedText {
  return {
    text: host.slice(at.start, at.end),
    map: identityMap(at.end - at.start, at.start),
    encode: (edits) => {
      const crlf = lineBreakOf(host) === "\r\n";
      return edits.map((edit) => ({
        span: { start: edit.span.start + at.start, end: edit.span.end + at.start },
        text: crlf ? edit.text.replace(/\r?\n/g, "\r\n") : edit.text,
      }));
    },
  };
}

/** The line break that a text uses first; `\n` if it has none. */
export function lineBreakOf(text: string): "\n" | "\r\n" {
  const at = text.indexOf("\n");
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}
