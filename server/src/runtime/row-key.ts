import type { Row } from "#events/row.ts";
import { isMulti, toText } from "#events/value.ts";

/** A text that two rows share exactly when they have the same fields with the same values; `counts` chooses the fields. */
export function rowKey(row: Row, counts: (name: string) => boolean = () => true): string {
  const parts: string[] = [];
  for (const name of row.names().filter(counts).toSorted()) {
    const value = row.get(name);
    const texts = isMulti(value) ? value : [toText(value) ?? ""];
    parts.push(`${name.length}:${name}=${texts.length}:${texts.map((text) => `${text.length}:${text}`).join("")}`);
  }
  return parts.join("");
}
