/** A text in quotes or backticks of a TypeScript source. */
export interface Literal {
  /** The text as it is written; gaps of a template are `\0`. */
  readonly text: string;
  readonly line: number;
  /** The code before it on its statement, without comments and with other literals as `""`. */
  readonly before: string;
}

/** Every literal of a source, also those within gaps of templates. Comments and regular expressions are left out. */
export function literalsOf(source: string): readonly Literal[] {
  const found: Literal[] = [];
  code(source, 0, false, found);
  return found;
}

const REGEX_BEFORE = /(?:[(,=:[!&|?{};>]|\breturn)\s*$/;
const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
const SKIPPED = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/y;
const REGEX = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

/** Reads code from a place; within a gap to the brace that ends it. Gives the place behind. */
function code(source: string, from: number, inGap: boolean, found: Literal[]): number {
  let [at, depth, before] = [from, 0, ""];
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  while (at < source.length) {
    const char = source[at] ?? "";
    const comment = take(SKIPPED);
    const quoted = take(QUOTED);
    const regex = REGEX_BEFORE.test(before) ? take(REGEX) : undefined;
    if (comment !== undefined) at += comment.length;
    else if (quoted !== undefined) {
      found.push({ text: quoted.slice(1, -1), line: lineOf(source, at), before });
      before += '""';
      at += quoted.length;
    } else if (char === "`") {
      at = template(source, at, before, found);
      before += '""';
    } else if (regex !== undefined) {
      before += "0";
      at += regex.length;
    } else {
      if (inGap && char === "}" && depth === 0) return at + 1;
      depth += char === "{" ? 1 : char === "}" ? -1 : 0;
      before = char === ";" ? "" : before + char;
      at += 1;
    }
  }
  return at;
}

function template(source: string, from: number, before: string, found: Literal[]): number {
  let [at, text] = [from + 1, ""];
  while (at < source.length && source[at] !== "`") {
    if (source.startsWith("${", at)) {
      at = code(source, at + 2, true, found);
      text += "\0";
    } else {
      const length = source[at] === "\\" ? 2 : 1;
      text += source.slice(at, at + length);
      at += length;
    }
  }
  found.push({ text, line: lineOf(source, from), before });
  return at + 1;
}

function lineOf(source: string, at: number): number {
  return source.slice(0, at).split("\n").length;
}
