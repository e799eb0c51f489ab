import { hover } from "#ide/hover/hover.ts";
import { fixture } from "./support.ts";

/** The hover at `‸`, and the text that it marks. */
export function asked(
  marked: string,
  file = "search.spl",
): { readonly contents: string; readonly on: string } | undefined {
  const { analysis, cursor, text } = fixture(marked, file);
  const found = hover(analysis, cursor);
  return found && { contents: found.contents, on: text.slice(found.span.start, found.span.end) };
}
