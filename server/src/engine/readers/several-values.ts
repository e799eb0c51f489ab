import type { Span } from "#base/span.ts";

/** What stands before the name of a field in the column that lists its values (`outputcsv`, lookup files). */
export const SEVERAL = "__mv_";

/** Fields whose values have lines of their own. */
const TEXTS: ReadonlySet<string> = new Set(["_raw", "Message", "message"]);

/** One of the values of a cell, with its place in the cell's text. */
export interface CellPart {
  readonly text: string;
  readonly span: Span;
}

/**
 * The values of a field that Splunk wrote into one cell, one a line. `listed` is the cell that lists them (`$a$;$b$`, a
 * dollar of a value doubled) and decides where there is one. Without it a text of several lines may also be one value, so
 * only lines without blanks are several. None when the cell is one value.
 */
export function severalValues(name: string, text: string, listed: string | null): readonly CellPart[] {
  const lines = partsOf(text);
  if (listed !== null) {
    const values = listedValues(listed);
    return values.length > 1 && values.join("\n") === text ? placed(values) : [];
  }
  if (TEXTS.has(name)) return [];
  return lines.length > 1 && lines.every((line) => /^\S+$/.test(line.text)) ? lines : [];
}

/** The values of `$a$;$b$`; what stands between them is passed over. */
function listedValues(listed: string): readonly string[] {
  const values: string[] = [];
  for (let open = listed.indexOf("$"); open >= 0; ) {
    let close = listed.indexOf("$", open + 1);
    while (close >= 0 && listed[close + 1] === "$") close = listed.indexOf("$", close + 2);
    if (close < 0) return values;
    const behind = listed[close + 1];
    if (behind === undefined || behind === ";") {
      values.push(listed.slice(open + 1, close).replaceAll("$$", "$"));
      open = listed.indexOf("$", close + 1);
    } else open = close;
  }
  return values;
}

function partsOf(text: string): readonly CellPart[] {
  return placed(text.split("\n"));
}

function placed(values: readonly string[]): readonly CellPart[] {
  let at = 0;
  return values.map((text) => {
    const span = { start: at, end: at + text.length };
    at = span.end + 1;
    return { text, span };
  });
}
