/** Why a text is not one JSON value, at the offset where that shows. */
export interface JsonProblem {
  readonly offset: number;
  readonly message: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING_PART = /[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * Finds the first fault of a text that `JSON.parse` rejects (RFC 8259), so that the message does not depend on the
 * JavaScript engine. Gives null for a text that is JSON.
 */
export function findJsonProblem(text: string): JsonProblem | null {
  // What the brackets that are open wait for.
  const open: ("{" | "[")[] = [];
  let wants: "value" | "value or ]" | "key" | "key or }" | "colon" | "next" = "value";
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  for (;;) {
    at += match(SPACE)?.length ?? 0;
    const here = text[at];
    if (wants === "next") {
      const inside = open.at(-1);
      if (inside === undefined) {
        return here === undefined ? null : { offset: at, message: `"${here}" follows the end of the value` };
      }
      const close: string = inside === "{" ? "}" : "]";
      if (here === ",") wants = inside === "{" ? "key" : "value";
      else if (here === close) open.pop();
      else return { offset: at, message: `expected "," or "${close}" but found ${shown(here)}` };
      at++;
    } else if (wants === "colon") {
      if (here !== ":") return { offset: at, message: `expected ":" but found ${shown(here)}` };
      wants = "value";
      at++;
    } else if (wants === "key" || wants === "key or }") {
      if (here === "}" && wants === "key or }") {
        open.pop();
        wants = "next";
        at++;
      } else if (here === '"') {
        const fault = stringFault(text, at, stringToken(text, at));
        if (fault !== null) return fault;
        at += stringToken(text, at).length;
        wants = "colon";
      } else return { offset: at, message: `expected a key in quotes but found ${shown(here)}` };
    } else if (here === "{" || here === "[") {
      open.push(here);
      wants = here === "{" ? "key or }" : "value or ]";
      at++;
    } else if (here === "]" && wants === "value or ]") {
      open.pop();
      wants = "next";
      at++;
    } else {
      const token = here === '"' ? stringToken(text, at) : (match(NUMBER) ?? match(WORD));
      if (token === null) return { offset: at, message: `expected a value but found ${shown(here)}` };
      const fault = here === '"' ? stringFault(text, at, token) : null;
      if (fault !== null) return fault;
      at += token.length;
      wants = "next";
    }
  }
}

/** A string from its quote on, as far as it is one. In parts: one pattern over millions of escapes would overflow the stack. */
function stringToken(text: string, start: number): string {
  let at = start + 1;
  for (;;) {
    STRING_PART.lastIndex = at;
    const length = STRING_PART.exec(text)?.[0].length ?? 0;
    if (length === 0) return text.slice(start, text[at] === '"' ? at + 1 : at);
    at += length;
  }
}

function stringFault(text: string, start: number, token: string): JsonProblem | null {
  for (let i = 0; i < token.length; i++) {
    if (token.charCodeAt(i) < 32) return { offset: start + i, message: "a control character stands in a string" };
  }
  if (token.length > 1 && token.endsWith('"') && !endsEscaped(token)) return null;
  const at = start + token.length;
  if (text[at] === undefined) return { offset: start, message: "the string is not closed" };
  return { offset: at, message: `"${text.slice(at, at + 2)}" is no escape of JSON` };
}

/** Whether the last quote belongs to an escape, so that the string goes on. */
function endsEscaped(token: string): boolean {
  let back = token.length - 2;
  while (back >= 0 && token[back] === "\\") back--;
  return (token.length - 2 - back) % 2 === 1;
}

function shown(found: string | undefined): string {
  return found === undefined ? "the end of the line" : `"${found}"`;
}
