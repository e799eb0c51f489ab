/** An escaped character, a code span, a link, or a mark of emphasis. */
const INLINE = /\\([!-/:-@[-`{-~])|(`+)([^\n]*?[^`])\2(?!`)|\[([^\]\n]*)\]\(([^)\s]*)\)|\*+/g;
const FENCE = /^\s*```/;
const TABLE_RULE = /^\|(?: *:?-+:? *\|)+$/;

/** Our own Markdown as text for a client that shows no Markdown: the same words, without marks. */
export function plainText(markdown: string): string {
  let isCode = false;
  const lines = markdown.split("\n").flatMap((line) => {
    if (FENCE.test(line)) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return line;
    return TABLE_RULE.test(line) ? [] : withoutMarks(line);
  });
  return lines.join("\n").trim();
}

function withoutMarks(line: string): string {
  const isRow = line.startsWith("|") && line.endsWith("|");
  const text = isRow ? line.slice(1, -1).trim() : line.replace(/^#+ /, "");
  return text.replace(
    INLINE,
    (_, escaped?: string, _ticks?: string, code?: string, label?: string, target?: string) =>
      escaped ?? (code === undefined ? linkText(label, target) : codeText(code)),
  );
}

/** What a code span holds; in a table its bars are escaped. */
function codeText(code: string): string {
  const inner = /^ .*[^ ].* $/.test(code) ? code.slice(1, -1) : code;
  return inner.replaceAll("\\|", "|");
}

function linkText(label: string | undefined, target: string | undefined): string {
  if (label === undefined || target === undefined) return "";
  return label === target ? label : `${label} (${target})`;
}
