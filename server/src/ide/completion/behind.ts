import { TOKEN } from "./stage-scan.ts";

/** What a command says behind a place: read from its words, since its tree is not whole yet. */
export interface Behind {
  /** The name that follows in the list or the call at hand; "" when something else does. */
  readonly next: string;
  /** Names in the rest of the clause, those behind AS aside. */
  readonly listed: ReadonlySet<string>;
  /** The name that AS gives to the place, or to the call around it or behind it; "" without one. */
  readonly alias: string;
  /** The arguments, where an opening parenthesis follows at once. */
  readonly args: readonly string[] | undefined;
  /** The sign or word behind the place and its arguments, in lower case. */
  readonly sign: string;
  /** What stands behind the sign: of a list, its first value. */
  readonly value: string;
}

const NAME = /^["'\w.{}@*$]/;
const CLAUSES = new Set(["by", "over", "groupby", "output", "outputnew", "where", "from"]);
const WORDS = new Set([...CLAUSES, "as", "and", "or", "not", "in", "like", "xor"]);
const MOST = 1500;

/** Reads the text behind a place to the end of its command; `depth` is the number of parentheses that are open there. */
export function scanBehind(text: string, depth: number): Behind {
  const tokens = ownTokens(text.slice(0, MOST));
  const args = tokens[0] === "(" ? argumentsIn(tokens) : undefined;
  const end = args === undefined ? 0 : closing(tokens, 1, 1) + 1;
  const next = tokens[tokens[end] === "," ? end + 1 : end] ?? "";
  const sign = (tokens[end] ?? "").toLowerCase();
  const value = tokens[end + 1] === "(" ? tokens[end + 2] : tokens[end + 1];
  const outside = depth === 0 ? end : closing(tokens, end, depth) + 1;
  return {
    next: NAME.test(next) && !WORDS.has(next.toLowerCase()) ? bare(next) : "",
    listed: listedIn(tokens.slice(end)),
    alias: tokens[outside]?.toLowerCase() === "as" ? bare(tokens[outside + 1] ?? "") : "",
    args,
    sign,
    value: value ?? "",
  };
}

/** The tokens up to the next pipe, or the bracket that ends the search, without those of subsearches. */
function ownTokens(text: string): readonly string[] {
  const tokens: string[] = [];
  let brackets = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (brackets === 0 && (token === "|" || token === "]")) break;
    if (token === "[") brackets += 1;
    else if (token === "]") brackets -= 1;
    else if (brackets === 0 && token.trim() !== "") tokens.push(token);
  }
  return tokens;
}

/** Where the last of the open parentheses is closed; the end of the tokens when it is not. */
function closing(tokens: readonly string[], from: number, open: number): number {
  let left = open;
  for (let i = from; i < tokens.length; i += 1) {
    if (tokens[i] === "(") left += 1;
    else if (tokens[i] === ")") left -= 1;
    if (left === 0) return i;
  }
  return tokens.length;
}

function argumentsIn(tokens: readonly string[]): readonly string[] {
  const args: string[] = [];
  let argument = "";
  let depth = 0;
  for (const token of tokens.slice(1, closing(tokens, 1, 1))) {
    if (token === "," && depth === 0) {
      args.push(argument);
      argument = "";
      continue;
    }
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    argument += argument === "" ? token : ` ${token}`;
  }
  return argument === "" && args.length === 0 ? [] : [...args, argument];
}

function listedIn(tokens: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [i, token] of tokens.entries()) {
    const word = token.toLowerCase();
    if (CLAUSES.has(word)) break;
    if (NAME.test(token) && !WORDS.has(word) && tokens[i + 1] !== "(" && tokens[i - 1]?.toLowerCase() !== "as")
      names.add(bare(token));
  }
  return names;
}

const bare = (token: string): string => token.replace(/^["']|["']$/g, "");
