import type { YamlScalar } from "./node.ts";

/**
 * A piece of text as it is written inside a scalar of this style, or undefined when the style has no way to write it.
 * The result depends on what stands beside it as well, so the caller decodes the whole to be sure.
 */
export function writePiece(text: string, scalar: YamlScalar, eol: string, source: string): string | undefined {
  if (scalar.style === "double") return escapeDouble(text);
  if (hasControls(text)) return undefined;
  const lines = text.split(/\r\n|\r|\n/);
  if (scalar.style === "literal") return indented(lines, scalar.indent, eol);
  if (scalar.style === "folded") return indented(withFoldedBreaks(lines), scalar.indent, eol);
  const quoted = scalar.style === "single" ? lines.map((line) => line.replaceAll("'", "''")) : lines;
  if (quoted.length === 1) return quoted[0];
  return indented(withFoldedBreaks(quoted), continuationIndent(scalar, source), eol);
}

/** A fold turns one line break into a space, so a break in the text is an empty line in the source. */
function withFoldedBreaks(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => (index === 0 ? [line] : ["", line]));
}

function indented(lines: readonly string[], indent: number, eol: string): string | undefined {
  if (lines.length > 1 && indent < 0) return undefined;
  const pad = " ".repeat(Math.max(indent, 0));
  return lines.map((line, index) => (index === 0 || line === "" ? line : pad + line)).join(eol);
}

/** The indentation of a quoted or plain scalar's second line, or two columns more than what is around it. */
function continuationIndent(scalar: YamlScalar, source: string): number {
  const form = source.slice(scalar.content.start, scalar.content.end);
  const found = /[\r\n]([ ]+)[^\s]/.exec(form)?.[1]?.length ?? 0;
  return found > scalar.outer ? found : Math.max(scalar.outer, 0) + 2;
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
    if ((code >= 0x7f && code <= 0x9f && code !== 0x85) || code === 0x2028 || code === 0x2029 || code >= 0xfffe)
      return true;
    if (code === 0xfeff || (code >= 0xd800 && code <= 0xdfff && !isPaired(text, i))) return true;
  }
  return false;
}

function isPaired(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const other = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  return code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other < 0xdc00;
}

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

function escapeDouble(text: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const short = SHORT[character];
    if (short !== undefined) result += short;
    else if (hasControls(character) && !isSurrogatePair(text, i)) {
      result += `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`;
    } else result += character;
  }
  return result;
}

function isSurrogatePair(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdfff && isPaired(text, at);
}

/**
 * Ways to write a whole scalar anew, the most readable first: as it was written, then single quotes for one line, a
 * literal block for several, and double quotes, which can hold anything. `endsLine` says that a block may stand there.
 */
export function* writeScalar(text: string, scalar: YamlScalar, eol: string, endsLine: boolean): Iterable<string> {
  const lines = text.split("\n");
  const plain = !hasControls(text) && !text.includes("\r");
  if (plain && lines.length === 1) {
    if (scalar.style === "plain") yield text;
    if (!isBlockStyle(scalar)) yield `'${text.replaceAll("'", "''")}'`;
  }
  if (plain && !scalar.flow && !scalar.key && endsLine) yield literalBlock(text, scalar, eol);
  if (plain && lines.length === 1) yield `'${text.replaceAll("'", "''")}'`;
  yield `"${escapeDouble(text)}"`;
}

function isBlockStyle(scalar: YamlScalar): boolean {
  return scalar.style === "literal" || scalar.style === "folded";
}

function literalBlock(text: string, scalar: YamlScalar, eol: string): string {
  const column = scalar.indent > Math.max(scalar.outer, 0) ? scalar.indent : Math.max(scalar.outer, 0) + 2;
  const step = column - scalar.outer;
  const body = text.replace(/(?<!\n)\n+$/, "");
  const trailing = text.length - body.length;
  const first = body.split("\n").find((line) => line !== "") ?? "";
  const indicator = first.startsWith(" ") || body.startsWith("\n") || body === "" ? String(step) : "";
  const chomping = trailing === 0 ? "-" : trailing === 1 && body !== "" ? "" : "+";
  const pad = " ".repeat(column);
  const lines = body.split("\n").map((line) => (line === "" ? "" : pad + line));
  const rest = trailing > 1 ? eol.repeat(trailing - 1) : "";
  return `|${indicator}${chomping}${eol}${lines.join(eol)}${rest}`;
}
