/** A run of lines that begins with a key or a list item at the outer indentation. Offsets are in the text that was cut. */
export interface Section {
  readonly start: number;
  readonly end: number;
  /** Where the first line's text begins. */
  readonly text: number;
}

/** The sections of a block and what kind of block its first line makes it. */
export interface Block {
  readonly sequence: boolean;
  readonly sections: readonly Section[];
}

/**
 * Cuts a text at the lines that stand at the indentation of its first line or further left. Blank lines and comments
 * belong to the section before. In a mapping, list items at the keys' own indentation belong to the key above them.
 */
export function cutSections(source: string): Block {
  const sections: { start: number; end: number; text: number }[] = [];
  let indent = -1;
  let sequence = false;
  let at = source.startsWith("\uFEFF") ? 1 : 0;
  while (at < source.length) {
    const line = lineAt(source, at);
    if (isSignificant(source, line)) {
      // A tab counts as deeper than anything: such a line is a mistake within the section before it.
      const column = line.text - at;
      const item = isItem(source, line.text);
      if (indent < 0) {
        indent = column;
        sequence = item;
      }
      const begins = source[line.text] !== "\t" && (column < indent || (column === indent && (sequence || !item)));
      if (begins || sections.length === 0) sections.push({ start: at, end: line.next, text: line.text });
    }
    const current = sections.at(-1);
    if (current !== undefined) current.end = line.next;
    at = line.next;
  }
  return { sequence, sections };
}

/** A line's text (after its indentation), its end, and where the next line begins. */
interface Line {
  readonly text: number;
  readonly end: number;
  readonly next: number;
}

function lineAt(source: string, start: number): Line {
  let text = start;
  while (source[text] === " ") text++;
  let end = text;
  while (end < source.length && source[end] !== "\n" && source[end] !== "\r") end++;
  let next = end;
  if (next < source.length) next += source[next] === "\r" && source[next + 1] === "\n" ? 2 : 1;
  return { text, end, next };
}

function isSignificant(source: string, line: Line): boolean {
  let at = line.text;
  while (at < line.end && (source[at] === " " || source[at] === "\t")) at++;
  return at < line.end && source[at] !== "#";
}

/** Whether a list item begins at `at`. */
export function isItem(source: string, at: number): boolean {
  if (source[at] !== "-") return false;
  const after = source[at + 1];
  return after === undefined || /\s/.test(after);
}

/** A document's text within a stream: from after its `---` line up to the next marker. */
export function cutDocuments(source: string): readonly { readonly start: number; readonly end: number }[] {
  const documents: { start: number; end: number }[] = [];
  let start = 0;
  let seen = false;
  for (const match of source.matchAll(
    /^(?:---|\.\.\.)(?=[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\r|$))[^\r\n]*(?:\r?\n|\r|$)/gm,
  )) {
    if (source.slice(start, match.index).trim() !== "" || seen) documents.push({ start, end: match.index });
    start = match.index + match[0].length;
    seen = match[0].startsWith("---");
  }
  if (seen || source.slice(start).trim() !== "" || documents.length === 0)
    documents.push({ start, end: source.length });
  return documents;
}
