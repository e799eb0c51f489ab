import type { Span } from "#base/span.ts";

/** A string of a rule: its value as written, between its marks. */
export interface YaraString {
  readonly name: string;
  readonly kind: "text" | "hex" | "regex";
  readonly value: string;
  /** Behind the closing slash of a regular expression. */
  readonly flags: string;
  readonly modifiers: readonly string[];
  readonly span: Span;
}

/** A YARA rule as written. Spans are in the text that was read. */
export interface YaraRule {
  readonly name: string;
  readonly span: Span;
  readonly meta: ReadonlyMap<string, string>;
  readonly strings: readonly YaraString[];
  readonly condition: Span;
}

const BLANK = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
const HEAD = /(?:(?:private|global)\s+)*rule\s+([A-Za-z_]\w*)\s*(?::[\w\s]{0,1000})?\{/y;
const SECTION = /(meta|strings|variables|condition)\s*:/y;
const META = /(\w+)\s*=\s*(?:"((?:[^"\\\n]|\\.)*)"|(-?\w+))/y;
const STRING =
  /\$(\w*)\s*=\s*(?:"((?:[^"\\\n]|\\.)*)"|\{([^}]*)\}|\/((?:[^/\\\n]|\\.)+)\/([is]*))((?:\s+(?:ascii|wide|nocase|fullword|private|xor|base64wide|base64)\b(?:\([^)\n]*\))?)*)/y;
const DIRECTIVE = /(?:import|include)\s+"[^"\n]*"/y;
const CONDITION_PART = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\bmatches\s*\/(?:[^/\\\n]|\\.)+\/|[^}]/y;

/** The rules of a YARA file, and what could not be read. Total. */
export function yaraRules(text: string): { readonly rules: readonly YaraRule[]; readonly unread: readonly Span[] } {
  return new YaraFileReader(text).read();
}

class YaraFileReader {
  readonly #text: string;
  readonly #unread: Span[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): { readonly rules: readonly YaraRule[]; readonly unread: readonly Span[] } {
    const rules: YaraRule[] = [];
    for (;;) {
      this.#take(BLANK);
      if (this.#at >= this.#text.length) return { rules, unread: this.#unread };
      const start = this.#at;
      const directive = this.#take(DIRECTIVE);
      const head = directive === null ? this.#take(HEAD) : null;
      if (head !== null) rules.push(this.#rule(head[1] ?? "", start));
      else if (directive === null) this.#skipTo(/^[ \t]*(?:(?:private|global)\s+)*rule\b/gm);
      if (head === null) this.#unread.push({ start, end: this.#at });
    }
  }

  #rule(name: string, start: number): YaraRule {
    const meta = new Map<string, string>();
    const strings: YaraString[] = [];
    let condition: Span = { start: this.#at, end: this.#at };
    for (;;) {
      this.#take(BLANK);
      const section = this.#take(SECTION)?.[1];
      if (section === "meta") this.#meta(meta);
      else if (section === "strings") this.#strings(strings);
      else if (section === "condition") condition = this.#condition();
      else {
        const closed = this.#text.charAt(this.#at) === "}";
        if (closed) this.#at++;
        else this.#lost(/\}/g);
        return { name, span: { start, end: this.#at }, meta, strings, condition };
      }
    }
  }

  #meta(meta: Map<string, string>): void {
    for (;;) {
      this.#take(BLANK);
      const match = this.#take(META);
      if (match === null) return;
      meta.set(match[1] ?? "", match[2] === undefined ? (match[3] ?? "") : unescaped(match[2]));
    }
  }

  #strings(strings: YaraString[]): void {
    for (;;) {
      this.#take(BLANK);
      const start = this.#at;
      const match = this.#take(STRING);
      if (match === null) {
        if (this.#text.charAt(this.#at) !== "$") return;
        this.#lost(/[ \t]*\n/g);
        continue;
      }
      const [, name = "", text, hex, regex, flags = "", modifiers = ""] = match;
      strings.push({
        name: name === "" ? `anonymous_${strings.length + 1}` : name,
        kind: text !== undefined ? "text" : hex !== undefined ? "hex" : "regex",
        value: text ?? hex ?? regex ?? "",
        flags,
        modifiers: modifiers.trim().split(/\s+/).filter(Boolean),
        span: { start, end: this.#at },
      });
    }
  }

  #condition(): Span {
    const start = this.#at;
    while (this.#take(CONDITION_PART) !== null);
    return { start, end: this.#at };
  }

  #lost(until: RegExp): void {
    const start = this.#at;
    this.#skipTo(until);
    this.#unread.push({ start, end: this.#at });
  }

  /** Goes behind what is found, or to the beginning of the next rule. */
  #skipTo(pattern: RegExp): void {
    pattern.lastIndex = this.#at + 1;
    const found = pattern.exec(this.#text);
    this.#at =
      found === null ? this.#text.length : found[0].includes("rule") ? found.index : found.index + found[0].length;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null || match[0] === "") return null;
    this.#at += match[0].length;
    return match;
  }
}

/** A quoted text of YARA without its escapes; bytes beyond ASCII are characters of the same number. */
export function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/g, (_all, hex?: string, one?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return { n: "\n", t: "\t", r: "\r" }[one ?? ""] ?? one ?? "";
  });
}
