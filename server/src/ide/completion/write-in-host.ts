import type { EmbeddedText } from "#base/embedded-text.ts";
import type { Span } from "#base/span.ts";
import type { CompletionItem } from "../types.ts";

/** What some style of YAML writes otherwise than it stands in a search. */
const SPECIAL = /["'\\]/g;

/**
 * Items as they are written where the search stands: characters that its YAML style escapes or doubles are written so. An
 * item that the style cannot hold at this place is left out. `written` is the typed text in the written search, `host` where
 * it stands in the document.
 */
export function writeInHost(
  items: readonly CompletionItem[],
  query: EmbeddedText,
  written: Span,
  host: Span,
): readonly CompletionItem[] {
  const forms = new Map<string, string | undefined>();
  const formOf = (character: string): string | undefined => {
    if (!forms.has(character)) forms.set(character, form(character, query, written, host));
    return forms.get(character);
  };
  return items.flatMap((item) => {
    const special = item.insert.match(SPECIAL);
    if (special === null) return [item];
    if (special.some((character) => formOf(character) === undefined)) return [];
    return [{ ...item, insert: item.insert.replace(SPECIAL, (character) => formOf(character) ?? character) }];
  });
}

/** How the host writes a character in the middle of a word at the place; undefined when it must write the text anew. */
function form(character: string, query: EmbeddedText, written: Span, host: Span): string | undefined {
  try {
    const [edit, ...more] = query.encode([{ span: written, text: `a${character}a` }]);
    if (edit === undefined || more.length > 0 || edit.span.start !== host.start || edit.span.end !== host.end)
      return undefined;
    return /^a([\s\S]*)a$/.exec(edit.text)?.[1];
  } catch (error) {
    // The host's format cannot hold the text.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
