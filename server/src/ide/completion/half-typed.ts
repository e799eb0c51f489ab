import { EVENT_ID_FIELDS } from "../hover/windows-value.ts";

/** What is being typed at the end of a text of a search. */
export interface HalfTyped {
  readonly text: string;
  /** The quote that is open in front of it. */
  readonly quote: '"' | "'" | "";
  /** It stands in a comment. */
  readonly comment: boolean;
}

const WORD = /[\w.:{}@*/\\-]*$/;
const ID_FIELDS = [...EVENT_ID_FIELDS].map((name) => name.replaceAll(".", "\\.")).join("|");
/** Words where an event's number is wanted: they are looked for in the titles of events. */
const TITLE = new RegExp(
  `(?:^|[\\s(|,])(?:${ID_FIELDS})(?:\\s*(?:==?|!=)\\s*|\\s+IN\\s*\\((?:[^()]*,)?\\s*)([A-Za-z][\\w-]*(?: +[A-Za-z][\\w-]*)*)$`,
  "i",
);

/** Reads what is being typed at the end of a command's text; quotes and comments that are closed are passed over. */
export function halfTyped(text: string): HalfTyped {
  const open = openAt(text);
  if (open !== undefined) {
    const [mark, at] = open;
    if (mark === "comment") return { text: WORD.exec(text.slice(-200))?.[0] ?? "", quote: "", comment: true };
    return { text: text.slice(at + 1), quote: mark, comment: false };
  }
  const words = TITLE.exec(text.slice(-200))?.[1];
  const isTitle = words !== undefined && !/\b(?:AND|OR|NOT)\b/i.test(words);
  return { text: isTitle ? words : (WORD.exec(text.slice(-2000))?.[0] ?? ""), quote: "", comment: false };
}

/** The quote or comment that is open at the end, with where it opened. */
function openAt(text: string): readonly ['"' | "'" | "comment", number] | undefined {
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      const end = closingQuote(text, at + 1);
      if (end < 0) return ['"', at];
      at = end + 1;
    } else if (text.startsWith("```", at)) {
      const end = text.indexOf("```", at + 3);
      if (end < 0) return ["comment", at];
      at = end + 3;
    } else if (character === "'" && !/\w/.test(text[at - 1] ?? " ")) {
      const rest = /['"|]/g;
      rest.lastIndex = at + 1;
      const next = rest.exec(text);
      if (next === null) return ["'", at];
      at = next[0] === "'" ? next.index + 1 : next.index;
    } else at += 1;
  }
  return undefined;
}

/** The next quote that is not escaped; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}
