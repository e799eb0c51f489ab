import { EVENT_ID_FIELDS } from "../hover/windows-value.ts";

/** What is being typed at the end of a text of a search. */
export interface HalfTyped {
  readonly text: string;
  /** The quote that is open in front of it. */
  readonly quote: '"' | "'" | "";
  /** It stands in a comment. */
  readonly comment: boolean;
}

const CLOSED = /```[\s\S]*?```|"(?:[^"\\]|\\[\s\S])*"|(?<!\w)'[^'"|]*'/g;
const WORD = /[\w.:{}@*/\\-]*$/;
const ID_FIELDS = [...EVENT_ID_FIELDS].map((name) => name.replaceAll(".", "\\.")).join("|");
/** Words where an event's number is wanted: they are looked for in the titles of events. */
const TITLE = new RegExp(
  `(?:^|[\\s(|,])(?:${ID_FIELDS})(?:\\s*(?:==?|!=)\\s*|\\s+IN\\s*\\((?:[^()]*,)?\\s*)([A-Za-z][\\w-]*(?: +[A-Za-z][\\w-]*)*)$`,
  "i",
);

/** Reads what is being typed at the end of a command's text; quotes and comments that are closed are passed over. */
export function halfTyped(text: string): HalfTyped {
  const open = text.replace(CLOSED, (closed) => " ".repeat(closed.length));
  const comment = open.indexOf("```");
  const double = open.indexOf('"');
  if (comment >= 0 && (double < 0 || comment < double))
    return { text: WORD.exec(text)?.[0] ?? "", quote: "", comment: true };
  if (double >= 0) return { text: text.slice(double + 1), quote: '"', comment: false };
  const single = /(?<!\w)'([^'"|]*)$/.exec(open)?.[1];
  if (single !== undefined) return { text: single, quote: "'", comment: false };
  const words = TITLE.exec(text.slice(-200))?.[1];
  const isTitle = words !== undefined && !/\b(?:AND|OR|NOT)\b/i.test(words);
  return { text: isTitle ? words : (WORD.exec(text)?.[0] ?? ""), quote: "", comment: false };
}
