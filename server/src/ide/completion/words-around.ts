import type { CompletionContext } from "./context.ts";

/** Where the words of a search stand as seen from a place in it. */
export interface WordsAround {
  /** Words behind the command at hand. */
  readonly later: ReadonlySet<string>;
  /** Those of them that the commands behind read before one of them makes them, and that the command at hand does not have yet. */
  readonly needed: ReadonlySet<string>;
  /** How near a word was last used in front: 1 in the command at hand, a half in the one before, … 0 for nowhere. */
  lately(word: string): number;
  /** How often a word stands in front. */
  times(word: string): number;
}

const WORDS = /[\w.{}@-]+/g;
const TOKENS = /[\w.{}@-]+|[|[\]]/g;

const read = new WeakMap<CompletionContext, WordsAround>();

/** Reads the search on both sides of a place, once for all kinds of names. */
export function wordsAround(context: CompletionContext): WordsAround {
  const around = read.get(context) ?? readAround(context);
  read.set(context, around);
  return around;
}

function readAround({ cursor, span }: CompletionContext): WordsAround {
  const { text } = cursor.analytic.expanded;
  const front = text.slice(0, span.start);
  const back = text.slice(span.end);
  const pipe = back.search(/[|\]]/);
  const rest = pipe < 0 ? "" : back.slice(pipe);
  const own = new Set([
    ...(front.slice(Math.max(front.lastIndexOf("|"), front.lastIndexOf("["))).match(WORDS) ?? []),
    ...((pipe < 0 ? back : back.slice(0, pipe)).match(WORDS) ?? []),
  ]);
  const { times, ago } = readFront(front);
  return {
    later: new Set(rest.match(WORDS)),
    needed: new Set([...readIn(rest)].filter((word) => !own.has(word))),
    lately: (word) => 1 / (1 + (ago.get(word) ?? Number.POSITIVE_INFINITY)),
    times: (word) => times.get(word) ?? 0,
  };
}

/** How often each word stands in a text, and how many commands ago it stood last. */
function readFront(text: string): { times: ReadonlyMap<string, number>; ago: ReadonlyMap<string, number> } {
  const times = new Map<string, number>();
  const at = new Map<string, number>();
  let commands = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    if (/^[|[\]]$/.test(token)) commands += 1;
    else {
      times.set(token, (times.get(token) ?? 0) + 1);
      at.set(token, commands);
    }
  }
  return { times, ago: new Map([...at].map(([word, command]) => [word, commands - command])) };
}

/** Words whose first use in a text is not that it makes them. */
function readIn(text: string): ReadonlySet<string> {
  const first = new Map<string, boolean>();
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    if (first.has(word)) continue;
    const before = text.slice(Math.max(0, index - 12), index);
    const isMade =
      /\bas\s+"?$|\(\?P?<$/i.test(before) ||
      (/(?:\beval\s+|,\s*)$/i.test(before) &&
        /^\s*=(?!=)/.test(text.slice(index + word.length, index + word.length + 8)));
    first.set(word, !isMade);
  }
  return new Set([...first].flatMap(([word, isRead]) => (isRead ? [word] : [])));
}
