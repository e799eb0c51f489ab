/** What a half-written command says of the place behind it: read from its words, since its tree is not whole yet. */
export interface StageScan {
  /** The clause word in force at depth 0 (`by`, `where`, `output` …); "" before the first. Right behind AS it is `as`. */
  readonly clause: string;
  /** Behind AS: the clause that it stands in. */
  readonly asIn: string;
  /** Names of the calls around the place, outermost first. */
  readonly calls: readonly string[];
  /** The place's argument in the innermost call, counted from 0. */
  readonly argument: number;
  /** How many parentheses are open. */
  readonly depth: number;
  /** The name on the left of the last `=` outside of parentheses; "" when a comma or nothing follows it. */
  readonly assigned: string;
  /** Names before the place, the last one first, without clause words and without the calls around it. */
  readonly previous: readonly string[];
  /** Names in the clause so far. */
  readonly listed: ReadonlySet<string>;
  /** The last tokens before the place, the last one first; "" where there is none. */
  readonly last: readonly [string, string, string];
}

/** The tokens of a command, as far as completion looks at them. */
export const TOKEN = /"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|[\w.:{}@*/\\$%-]+|[()[\],|]|[=!<>]+|./gs;
const CLAUSES = new Set(["by", "over", "groupby", "output", "outputnew", "where", "from", "with", "in", "on"]);
const OPERATORS = new Set(["and", "or", "not", "like", "xor"]);

interface Frame {
  readonly call: string;
  argument: number;
}

class Scanner {
  clause = "";
  before = "";
  last: [string, string, string] = ["", "", ""];
  readonly frames: Frame[] = [];
  previous: string[] = [];
  listed = new Set<string>();
  assigned = "";
  #word = "";

  take(token: string): void {
    if (/^\s+$/.test(token)) return;
    this.#take(token);
    this.last = [token, this.last[0], this.last[1]];
  }

  #take(token: string): void {
    const top = this.frames.at(-1);
    if (top === undefined && token === "=") this.assigned = this.last[0].replace(/^["']|["']$/g, "");
    if (top === undefined && token === ",") this.assigned = "";
    if (token === "(") this.#open();
    else if (token === ")") this.frames.pop();
    else if (token === "," && top !== undefined) top.argument += 1;
    else if (/^["'`\w.{}@*$]/.test(token)) this.#name(token.replace(/^["']|["']$/g, ""));
    if (!/^[\w.]+$/.test(token)) this.#word = "";
  }

  #open(): void {
    this.frames.push({ call: this.#word.toLowerCase(), argument: 0 });
    if (this.#word !== "" && this.previous[0] === this.#word) this.previous.shift();
  }

  #name(name: string): void {
    const word = name.toLowerCase();
    if (this.clause === "as") {
      this.clause = this.before;
      return;
    }
    if (word === "as") this.before = this.clause;
    if (word === "as" || (this.frames.length === 0 && CLAUSES.has(word))) {
      if (word !== "as" && word !== "in") this.listed = new Set();
      if (word !== "in") this.clause = word;
      return;
    }
    if (OPERATORS.has(word)) return;
    this.#word = name;
    this.previous.unshift(name);
    this.listed.add(name);
  }
}

/** Reads the text of a command from behind its name to the place. Subsearches in it that are closed are passed over. */
export function scanStage(text: string): StageScan {
  const scanner = new Scanner();
  for (const [token] of withoutSubsearches(text).matchAll(TOKEN)) scanner.take(token);
  const calls = scanner.frames.map(({ call }) => call).filter((call) => call !== "");
  return {
    clause: scanner.clause,
    asIn: scanner.before,
    calls,
    argument: scanner.frames.at(-1)?.argument ?? 0,
    depth: scanner.frames.length,
    assigned: scanner.assigned,
    previous: scanner.previous,
    listed: scanner.listed,
    last: scanner.last,
  };
}

function withoutSubsearches(text: string): string {
  let shorter = text;
  for (let before = ""; before !== shorter; ) {
    before = shorter;
    shorter = shorter.replace(/(?<=[\s(,=])\[[^[\]"]*(?:"[^"]*"[^[\]"]*)*\]/g, " ");
  }
  return shorter;
}
