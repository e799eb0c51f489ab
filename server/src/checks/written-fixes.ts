import type { TextEdit } from "#base/text-edit.ts";
import type { Fix } from "./diagnostic.ts";

/** Fixes of an embedded text as fixes of its document. One whose text the document's format cannot hold there is left out. */
export function writtenFixes(
  fixes: readonly Fix[],
  encode: (edits: readonly TextEdit[]) => readonly TextEdit[],
): readonly Fix[] {
  return fixes.flatMap(({ title, safe, edits }) => {
    try {
      return [{ title, safe, edits: encode(edits) }];
    } catch (error) {
      if (error instanceof RangeError) return [];
      throw error;
    }
  });
}
