/** Where a macro call ends and whether its closing backtick is there. */
export interface MacroExtent {
  readonly end: number;
  readonly terminated: boolean;
}

/** No real call is longer; the bound keeps scanning linear. */
const MAX_CALL = 20_000;
const NAME = /\s*[\w.:-]+\s*/y;

/**
 * The extent of the macro call whose backtick stands at `start`, by the call's own grammar, `name` or `name(arguments)`,
 * and not by the next backtick, so that one lost backtick does not swallow the search (SPL reference 1.8).
 */
export function macroExtent(text: string, start: number, end: number): MacroExtent {
  NAME.lastIndex = start + 1;
  const name = NAME.exec(text);
  if (name === null || NAME.lastIndex > end) return strayBacktick(text, start, end);
  const afterName = NAME.lastIndex;
  if (text[afterName] === "`" && afterName < end) return { end: afterName + 1, terminated: true };
  const nameEnd = start + 1 + name[0].trimEnd().length;
  if (text[afterName] !== "(" || afterName >= end) return { end: nameEnd, terminated: false };
  return argumentsExtent(text, afterName, Math.min(end, start + MAX_CALL)) ?? { end: nameEnd, terminated: false };
}

function strayBacktick(text: string, start: number, end: number): MacroExtent {
  for (let i = start + 1; i < Math.min(end, start + 200); i++) {
    const char = text[i];
    if (char === "`") return { end: i + 1, terminated: true };
    if (char === "|" || char === "\n" || char === '"' || char === "[") break;
  }
  return { end: start + 1, terminated: false };
}

function argumentsExtent(text: string, open: number, end: number): MacroExtent | undefined {
  let depth = 0;
  for (let i = open; i < end; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === '"') {
      const close = quoteEnd(text, i, end);
      if (close !== undefined) i = close;
    } else if (char === "(") depth++;
    else if (char === ")") {
      depth--;
      if (depth === 0) {
        const after = skipSpaces(text, i + 1, end);
        return text[after] === "`" && after < end
          ? { end: after + 1, terminated: true }
          : { end: i + 1, terminated: false };
      }
    } else if (char === "`") {
      // A parenthesis is missing, but the closing backtick stands where one would be.
      const between = text.slice(open, i);
      return between.includes("|") || between.includes("\n") ? undefined : { end: i + 1, terminated: true };
    }
  }
  return undefined;
}

/** The offset of the quote that closes the one at `start`. */
export function quoteEnd(text: string, start: number, end: number): number | undefined {
  for (let i = start + 1; i < end; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === '"') return i;
  }
  return undefined;
}

function skipSpaces(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && /\s/.test(text[i] ?? "")) i++;
  return i;
}
