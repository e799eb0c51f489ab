import type { Usage, UseCounts } from "#catalog/usage.ts";
import type { CompletionContext } from "./context.ts";

/** What a place shows of the name that stands there, beside its situation: each is counted for itself. */
export type Evidence =
  /** The name behind it. */
  | "next"
  /** The name that AS gives it. */
  | "alias"
  /** The last word of that name. */
  | "alias word"
  /** The name that its value is assigned to. */
  | "assigned"
  /** The last word of that name. */
  | "assigned word"
  /** How the value behind it looks. */
  | "shape"
  /** The value behind it. */
  | "value"
  /** Number and kinds of the arguments behind it. */
  | "arguments"
  /** The first argument behind it. */
  | "argument";

/** What a place shows, with the names under which use is counted (`scripts/catalog/usage.mjs` counts with these very ones). */
export function evidenceAt(context: CompletionContext): readonly (readonly [Evidence, string])[] {
  const { scan, behind, stage } = context;
  const compared = /^(?:==?|!=|[<>]=?|in|like)$/.test(behind.sign);
  const found: (readonly [Evidence, string])[] = [];
  const add = (evidence: Evidence, sign: string, text: string | undefined): void => {
    if (text !== undefined && text !== "") found.push([evidence, `${sign}${text}`]);
  };
  add("next", ";", behind.next);
  add("alias", ">", behind.alias);
  add("alias word", ">*", lastWord(behind.alias));
  if (stage?.command === "eval") {
    add("assigned", "<", scan.assigned);
    add("assigned word", "<*", lastWord(scan.assigned));
  }
  if (compared) add("shape", "=~", shapeOfValue(behind.value));
  if (compared && behind.value.length < 30) add("value", "=", behind.value.replace(/^"|"$/g, "").toLowerCase());
  // Functions and aggregations are called alike.
  const among = context.place === "aggregation" ? "+" : "";
  if (behind.args !== undefined)
    add("arguments", `(${among}`, `${behind.args.length}:${behind.args.map(kindOf).join()}`);
  add("argument", `(=${among}`, behind.args?.[0]);
  return found;
}

/** The last word of a name, in lower case; "" for a name of one word. */
function lastWord(name: string): string {
  return (/(?<=[a-z\d])[A-Z]\w*$|(?<=[_.\s])[^_.\s]+$/.exec(name)?.[0] ?? "").toLowerCase();
}

const SHAPES: readonly (readonly [string, RegExp])[] = [
  ["any", /^\*$/],
  ["hex", /^0x[\da-f]+$/i],
  ["number", /^-?[\d.]+$/],
  ["message", /^%%\d+/],
  ["sid", /^\*?S-1-/],
  ["ip", /^\d+\.\d+\.\d+\.[\d*]/],
  ["uuid", /^\{?[\da-f]{8}-/i],
  ["registry", /\\(?:HKLM|SOFTWARE|CurrentVersion|SYSTEM|Registry)\\/i],
  ["program", /\\[^\\]*\.exe\*?$/i],
  ["program-name", /\.exe\*?$/i],
  ["library", /\.(?:dll|sys|ocx)\*?$/i],
  ["pipe", /\\pipe\\/i],
  ["path", /\\/],
  ["url", /:\/\/|^\/|\w\/\w/],
  ["file", /\.\w{2,4}\*?$/],
  ["account", /\$\*?$/],
  ["words", /\s/],
  ["part", /^\*.*\*$/],
  ["capital", /^[A-Z][A-Z_]+$/],
  ["camel", /^[A-Z][a-z]+[A-Z]/],
];

function shapeOfValue(value: string): string {
  const text = value.replace(/^"|"$/g, "");
  return SHAPES.find(([, pattern]) => pattern.test(text))?.[0] ?? (value.startsWith('"') ? "text" : "word");
}

/** The kind of an argument: a call by its name. */
function kindOf(argument: string): string {
  if (/^"/.test(argument)) return /^"[^" ]*"$/.test(argument) ? "text" : "mixed";
  if (/^-?[\d.]+$/.test(argument)) return "number";
  const [, call] = /^(\w+) \(/.exec(argument) ?? [];
  if (call !== undefined) return argument.endsWith(")") ? `${call}()` : "mixed";
  return /^['\w.{}@]+$|^'[^']*'$/.test(argument) ? "field" : "mixed";
}

/** The counts of use that go with the clues of a place; the last word of a name tells only where the name itself does not. */
export function countsOf(
  usage: Usage,
  found: readonly (readonly [string, string])[],
): readonly (readonly [string, UseCounts])[] {
  const known = new Map<string, UseCounts>();
  for (const [clue, situation] of found) {
    const counts = usage.of(situation);
    if (counts !== undefined && !known.has(clue.replace(/ word$/, ""))) known.set(clue, counts);
  }
  return [...known];
}

/** How many uses a name is taken to have had already, by its likelihood without the evidence. */
const TAKEN = 4;

/** Of few counts no more is believed, as a logarithm. */
const MOST = 5;

/** How much likelier counts make a name than it is without them, as a logarithm. */
export function lift(counts: UseCounts, name: string, likely: number): number {
  const share = ((counts.names.get(name) ?? 0) + TAKEN * likely) / (counts.total + TAKEN);
  return Math.min(MOST, Math.log(share / likely));
}
