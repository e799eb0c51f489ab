import type { DocumentAnalysis } from "#analysis/analysis.ts";

/** Whether text of the search can be typed at a place of its host: not in the middle of an escape, nor in an indentation. */
export function mayHoldText(analysis: DocumentAnalysis, offset: number): boolean {
  return !isInEscape(analysis, offset) && !isInIndentation(analysis, offset);
}

function isInEscape({ document: { text }, analyticAt }: DocumentAnalysis, offset: number): boolean {
  const segments = analyticAt(offset)?.analytic.query.map.segments ?? [];
  return segments.some(
    ({ exact, host }) =>
      !exact && host.start < offset && offset < host.end && text.slice(host.start, host.end).trim() !== "",
  );
}

/** Whether the place is in front of a line of a YAML scalar, where no text of it can stand. */
function isInIndentation({ document: { text, uri }, analyticAt }: DocumentAnalysis, offset: number): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const { start: from, end } = analyticAt(offset)?.analytic.span ?? { start: offset, end: offset };
  if (!/\.ya?ml$/i.test(uri) || from >= start || text.slice(start, offset).trim() !== "") return false;
  // The line at hand may begin with a space of the search, which the other lines tell from the indentation.
  const [, ...further] = text.slice(from, end).split("\n");
  const indents = further.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  return indents.length > 0 && offset - start < Math.min(...indents);
}
