import type { MarkdownBlock, WantedLanguage } from "./block.ts";
import { readFence } from "./fence.ts";
import { linesOf, type TextLine } from "./lines.ts";

/**
 * Cuts a Markdown page into headings, lines and fences, in order. Fences of the wanted language are found even where
 * CommonMark would not see them (code on the fence's line, a closing fence at the end of a code line); each carries its
 * faults. Total and linear for any text. Container blocks are not tracked: a fence may stand at any indentation and
 * after a list mark.
 */
export function scanMarkdown(text: string, wanted: WantedLanguage): readonly MarkdownBlock[] {
  const lines = linesOf(text);
  const blocks: MarkdownBlock[] = [];
  let index = frontMatterEnd(lines);
  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined) break;
    const read = readFence(lines, index, wanted);
    if (read !== undefined) {
      blocks.push(read.fence);
      index = read.next;
      continue;
    }
    addLine(blocks, lines, index);
    index++;
  }
  return blocks;
}

/** The index after a front matter (`---` … `---` at the very top), or 0. */
function frontMatterEnd(lines: readonly TextLine[]): number {
  if (lines[0]?.text.replace(/^\uFEFF/, "").trimEnd() !== "---") return 0;
  for (let i = 1; i < Math.min(lines.length, 1000); i++) {
    const text = lines[i]?.text.trimEnd();
    if (text === "---" || text === "...") return i + 1;
  }
  return 0;
}

function addLine(blocks: MarkdownBlock[], lines: readonly TextLine[], index: number): void {
  const line = lines[index];
  if (line === undefined) return;
  const trimmed = line.text.trim();
  if (trimmed === "") return;
  const hashes = /^\uFEFF?[ \t]*(#{1,6})(?=[ \t]|$)/.exec(line.text);
  if (hashes?.[1] !== undefined) {
    const from = hashes[0].length;
    const raw = line.text.slice(from);
    const start = line.start + from + (raw.length - raw.trimStart().length);
    const body = withoutClosingHashes(raw.trim());
    blocks.push({ kind: "heading", level: hashes[1].length, text: body, span: { start, end: start + body.length } });
    return;
  }
  const previous = blocks.at(-1);
  const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line.text)?.[1];
  if (underline !== undefined && previous?.kind === "line" && followsDirectly(lines, index, previous.span.start)) {
    const above = lines[index - 1];
    const body = above?.text.trim() ?? "";
    blocks[blocks.length - 1] = {
      kind: "heading",
      level: underline.startsWith("=") ? 1 : 2,
      text: body,
      span: previous.span,
    };
    return;
  }
  const start = line.start + line.text.length - line.text.trimStart().length;
  blocks.push({ kind: "line", span: { start, end: start + trimmed.length } });
}

function followsDirectly(lines: readonly TextLine[], index: number, start: number): boolean {
  const above = lines[index - 1];
  return (
    above !== undefined && start >= above.start && start < above.end && !/^\s*(?:[-*+>|]|\d+[.)])/.test(above.text)
  );
}

function withoutClosingHashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "#") end--;
  if (end === text.length || (end > 0 && text[end - 1] !== " " && text[end - 1] !== "\t")) return text;
  return text.slice(0, end).trimEnd();
}
