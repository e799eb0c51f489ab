/** One line of a text: `start` and `end` are offsets, the line break left out. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Cuts a text into its lines; `\n`, `\r\n` and a lone `\r` end a line. The last line may be empty. */
export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    lines.push({ start, end: i, text: text.slice(start, i) });
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    start = i + 1;
  }
  lines.push({ start, end: text.length, text: text.slice(start) });
  return lines;
}
