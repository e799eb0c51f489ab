/** A JSON number as it is written, so that `1.50` stays `1.50`. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Members of an object in their order; of repeated keys the last value counts. */
export type JsonObject = Map<string, Json>;
export type Json = null | boolean | string | JsonNumber | Json[] | JsonObject;

/** Parses a JSON text; undefined when it is not valid JSON. Keeps the form of numbers and the order of members. */
export function parseJson(text: string): Json | undefined {
  const scan = new Scan(text);
  const value = scan.value(0);
  if (value === undefined) return undefined;
  scan.space();
  return scan.at === text.length ? value : undefined;
}

/** Prints JSON without spaces. */
export function printJson(value: Json): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(printJson).join(",")}]`;
  return `{${[...value].map(([key, member]) => `${JSON.stringify(key)}:${printJson(member)}`).join(",")}}`;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const SPACE = /[ \t\n\r]*/y;
/** Deeper texts are refused rather than let the stack overflow. */
const DEPTH = 500;

class Scan {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  space(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.#text);
    this.at = SPACE.lastIndex;
  }

  value(depth: number): Json | undefined {
    this.space();
    switch (this.#text[this.at]) {
      case "{":
        return depth < DEPTH ? this.#object(depth) : undefined;
      case "[":
        return depth < DEPTH ? this.#array(depth) : undefined;
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default: {
        const text = this.#match(NUMBER);
        return text === undefined ? undefined : new JsonNumber(text);
      }
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found[0];
  }

  #word<T extends Json>(word: string, value: T): T | undefined {
    if (!this.#text.startsWith(word, this.at)) return undefined;
    this.at += word.length;
    return value;
  }

  #string(): string | undefined {
    const text = this.#match(STRING);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as string;
    } catch {
      // A control character or an escape that JSON does not have.
      return undefined;
    }
  }

  #eat(char: string): boolean {
    this.space();
    if (this.#text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  #array(depth: number): Json[] | undefined {
    this.at++;
    const items: Json[] = [];
    if (this.#eat("]")) return items;
    for (;;) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (this.#eat("]")) return items;
      if (!this.#eat(",")) return undefined;
    }
  }

  #object(depth: number): JsonObject | undefined {
    this.at++;
    const members: JsonObject = new Map();
    if (this.#eat("}")) return members;
    for (;;) {
      this.space();
      const key = this.#text[this.at] === '"' ? this.#string() : undefined;
      if (key === undefined || !this.#eat(":")) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      members.set(key, value);
      if (this.#eat("}")) return members;
      if (!this.#eat(",")) return undefined;
    }
  }
}
