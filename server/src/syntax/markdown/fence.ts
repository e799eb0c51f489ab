import type { FenceFault, MarkdownFence, WantedLanguage } from "./block.ts";
import type { TextLine } from "./lines.ts";

/** A fence and the index of the first line after it. */
export interface FenceRead {
  readonly fence: MarkdownFence;
  readonly next: number;
}

interface Opener {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
  readonly rest: string;
}

const OPENER = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/;
const RUNS = /`{3,}/g;

function openerOn(line: TextLine): Opener | undefined {
  const match = OPENER.exec(line.text);
  const mark = match?.[1];
  if (match === null || mark === undefined) return undefined;
  const end = match[0].length;
  return { start: line.start + end - mark.length, end: line.start + end, mark, rest: line.text.slice(end) };
}

/** The closing run on a line of its own, if this line is one for the opener. */
function closerOn(line: TextLine, mark: string): { readonly start: number; readonly end: number } | undefined {
  const text = line.text.trim();
  if (text.length < mark.length || !isRun(text, mark.charAt(0))) return undefined;
  const start = line.start + line.text.length - line.text.trimStart().length;
  return { start, end: start + text.length };
}

function isRun(text: string, character: string): boolean {
  for (let i = 0; i < text.length; i++) if (text[i] !== character) return false;
  return text.length > 0;
}

/** The run of backticks at the end of a line of code, unless it ends a comment that begins on the same line. */
function closerAfterCode(text: string): { readonly start: number; readonly end: number } | undefined {
  const trimmed = text.trimEnd();
  if (!trimmed.endsWith("```")) return undefined;
  const runs = [...trimmed.matchAll(RUNS)];
  const last = runs.at(-1);
  if (last === undefined || runs.length % 2 === 0) return undefined;
  return { start: last.index, end: trimmed.length };
}

/** Whether a line can only belong to the page, not to the code of a fence. */
function leavesCode(line: TextLine, wanted: WantedLanguage): boolean {
  if (/^#{1,6}[ \t]/.test(line.text) || wanted.isTitle(line.text)) return true;
  const opener = openerOn(line);
  if (opener === undefined) return false;
  const info = opener.rest.trim();
  return info !== "" && (wanted.names.has(info.toLowerCase()) || wanted.looksLike(info));
}

/** Whether the text after an opener holds its closing run with prose behind it: code within a sentence. */
function endsWithinLine(rest: string): boolean {
  const runs = [...rest.matchAll(RUNS)];
  const last = runs.at(-1);
  return last !== undefined && runs.length % 2 === 1 && last.index + last[0].length < rest.length;
}

/** Reads a fence that opens on line `index`, or gives undefined when none opens there. */
export function readFence(lines: readonly TextLine[], index: number, wanted: WantedLanguage): FenceRead | undefined {
  const line = lines[index];
  const opener = line === undefined ? undefined : openerOn(line);
  if (line === undefined || opener === undefined) return undefined;
  const info = opener.rest.trim();
  const word = /^\S*/.exec(info)?.[0] ?? "";
  const named = wanted.names.has(word.toLowerCase());
  const afterWord = info.slice(word.length).trim();
  const backticks = opener.mark.startsWith("`");
  if (endsWithinLine(info)) return undefined;
  if (info !== "" && wanted.looksLike(info)) return readCodeOnOpener(lines, index, opener, opener.end, wanted);
  if (named && afterWord !== "" && wanted.looksLike(afterWord)) {
    const codeStart = opener.end + opener.rest.indexOf(word) + word.length;
    return readCodeOnOpener(lines, index, opener, codeStart, wanted);
  }
  if (backticks && info.includes("`")) return undefined;
  return named ? readWanted(lines, index, opener, info, wanted) : readOther(lines, index, opener, info, wanted);
}

/** The shape that CommonMark misreads: code begins on the fence's own line. */
function readCodeOnOpener(
  lines: readonly TextLine[],
  index: number,
  opener: Opener,
  codeStart: number,
  wanted: WantedLanguage,
): FenceRead | undefined {
  const faults: FenceFault[] = ["code-on-opener"];
  const open = { start: opener.start, end: opener.end };
  const make = (content: number, closer: MarkdownFence["closer"], extra: FenceFault | undefined, next: number) => ({
    fence: {
      kind: "fence" as const,
      wanted: true,
      info: "",
      opener: open,
      closer,
      content: { start: codeStart, end: Math.max(codeStart, content) },
      faults: extra === undefined ? faults : [...faults, extra],
    },
    next,
  });
  let last = index;
  for (let i = index; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    if (i > index) {
      const own = closerOn(line, opener.mark);
      if (own !== undefined) return make(lines[i - 1]?.end ?? own.start, own, undefined, i + 1);
      if (leavesCode(line, wanted)) break;
    }
    const from = i === index ? codeStart : line.start;
    const code = i === index ? line.text.slice(codeStart - line.start) : line.text;
    const end = closerAfterCode(code);
    if (end !== undefined) {
      const closer = { start: from + end.start, end: from + end.end };
      return make(closer.start, closer, "code-before-closer", i + 1);
    }
    if (code.trim() !== "") last = i;
  }
  return make(lines[last]?.end ?? codeStart, undefined, "never-closed", last + 1);
}

/** A fence whose opening line is in order. The code may hold comments in backticks; only a line of its own closes it. */
function readWanted(
  lines: readonly TextLine[],
  index: number,
  opener: Opener,
  info: string,
  wanted: WantedLanguage,
): FenceRead {
  const base = { kind: "fence" as const, wanted: true, info, opener: { start: opener.start, end: opener.end } };
  const start = lines[index + 1]?.start ?? opener.end + opener.rest.length;
  let candidate: { readonly line: number; readonly start: number; readonly end: number } | undefined;
  let last = index;
  for (let i = index + 1; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    const closer = closerOn(line, opener.mark);
    if (closer !== undefined) {
      const end = i === index + 1 ? start : (lines[i - 1]?.end ?? start);
      return { fence: { ...base, closer, content: { start, end }, faults: [] }, next: i + 1 };
    }
    if (leavesCode(line, wanted)) break;
    const after = opener.mark.startsWith("`") ? closerAfterCode(line.text) : undefined;
    if (after !== undefined) candidate = { line: i, start: line.start + after.start, end: line.start + after.end };
    if (line.text.trim() !== "") last = i;
  }
  if (candidate !== undefined) {
    const closer = { start: candidate.start, end: candidate.end };
    const content = { start, end: closer.start };
    return { fence: { ...base, closer, content, faults: ["code-before-closer"] }, next: candidate.line + 1 };
  }
  const end = last === index ? start : (lines[last]?.end ?? start);
  return { fence: { ...base, closer: undefined, content: { start, end }, faults: ["never-closed"] }, next: last + 1 };
}

/** A fence without the wanted name: CommonMark's rules hold; one without any name is wanted if its code looks like it. */
function readOther(
  lines: readonly TextLine[],
  index: number,
  opener: Opener,
  info: string,
  wanted: WantedLanguage,
): FenceRead {
  if (info === "") {
    const first = lines.slice(index + 1, index + 41).map((line) => line.text);
    const stop = first.findIndex((text) => text.trimStart().startsWith(opener.mark));
    const head = (stop < 0 ? first : first.slice(0, stop)).join("\n");
    if (wanted.looksLike(head)) return readWanted(lines, index, opener, info, wanted);
  }
  const base = { kind: "fence" as const, wanted: false, info, opener: { start: opener.start, end: opener.end } };
  const start = lines[index + 1]?.start ?? opener.end + opener.rest.length;
  for (let i = index + 1; i < lines.length; i++) {
    const line = lines[i];
    const closer = line === undefined ? undefined : closerOn(line, opener.mark);
    if (closer === undefined) continue;
    const end = i === index + 1 ? start : (lines[i - 1]?.end ?? start);
    return { fence: { ...base, closer, content: { start, end }, faults: [] }, next: i + 1 };
  }
  const end = lines.at(-1)?.end ?? start;
  const content = { start: Math.min(start, end), end };
  return { fence: { ...base, closer: undefined, content, faults: ["never-closed"] }, next: lines.length };
}
