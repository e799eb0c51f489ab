import type { Span } from "#base/span.ts";
import type { XmlText } from "./xml-text.ts";

/** What a scan tells of each element, when it ends: inner elements before outer ones. */
export interface XmlVisitor {
  /**
   * `path` holds the names from the root to the element, namespace prefixes removed; `attributes` are by name; `whole` is
   * the element from `<` to `>`; `text` is its character data, null when it holds elements.
   */
  element(path: readonly string[], attributes: ReadonlyMap<string, XmlText>, whole: Span, text: XmlText | null): void;
}

/** Why a text is not well-formed XML, and where. */
export interface XmlProblem {
  readonly offset: number;
  readonly message: string;
}

const MAX_DEPTH = 64;
const NO_ATTRIBUTES: ReadonlyMap<string, XmlText> = new Map();

interface Open {
  readonly name: string;
  readonly start: number;
  readonly content: number;
  readonly attributes: ReadonlyMap<string, XmlText>;
  hasElements: boolean;
  plain: boolean;
}

/** Reads one XML element with all it holds. Stops at the first fault and tells it; null when there is none. */
export function scanXml(raw: string, visitor: XmlVisitor): XmlProblem | null {
  const open: Open[] = [];
  const path: string[] = [];
  let at = 0;
  // The next "&", looked for once as long as it lies ahead.
  let reference = -1;
  for (;;) {
    const tag = raw.indexOf("<", at);
    const inner = open.at(-1);
    if (inner?.plain === true) {
      if (reference < at) reference = indexOrEnd(raw, "&", at);
      if (reference < (tag < 0 ? raw.length : tag)) inner.plain = false;
    }
    if (tag < 0) {
      if (inner === undefined) return null;
      return { offset: inner.start, message: `the element <${inner.name}> is not closed` };
    }
    if (raw.startsWith("<!--", tag) || raw.startsWith("<![CDATA[", tag) || raw.startsWith("<?", tag)) {
      if (inner !== undefined) inner.plain = false;
      const end = raw.indexOf(raw[tag + 1] === "?" ? "?>" : raw[tag + 2] === "-" ? "-->" : "]]>", tag);
      if (end < 0) return { offset: tag, message: `"${raw.slice(tag, tag + 4)}" is not closed` };
      at = end + (raw[tag + 1] === "?" ? 2 : 3);
    } else if (raw[tag + 1] === "!") {
      return { offset: tag, message: "declarations are not read in an event" };
    } else if (raw[tag + 1] === "/") {
      const end = raw.indexOf(">", tag);
      const name = localName(raw.slice(tag + 2, end < 0 ? raw.length : end).trim());
      if (inner === undefined || end < 0 || name !== inner.name) {
        const wanted = inner === undefined ? "no element is open" : `<${inner.name}> is open`;
        return { offset: tag, message: `"</${name}>" closes nothing: ${wanted}` };
      }
      const text = inner.hasElements ? null : { span: { start: inner.content, end: tag }, plain: inner.plain };
      visitor.element(path, inner.attributes, { start: inner.start, end: end + 1 }, text);
      open.pop();
      path.pop();
      at = end + 1;
      if (open.length === 0) return null;
    } else {
      const start = startTag(raw, tag);
      if ("message" in start) return start;
      if (open.length >= MAX_DEPTH) return { offset: tag, message: `elements are nested deeper than ${MAX_DEPTH}` };
      if (inner !== undefined) inner.hasElements = true;
      path.push(start.name);
      at = start.end;
      if (start.closed) {
        const text = { span: { start: at, end: at }, plain: true };
        visitor.element(path, start.attributes, { start: tag, end: at }, text);
        path.pop();
        if (open.length === 0) return null;
      } else {
        const { name, attributes } = start;
        open.push({ name, start: tag, content: at, attributes, hasElements: false, plain: true });
      }
    }
  }
}

interface StartTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, XmlText>;
  readonly closed: boolean;
  readonly end: number;
}

function startTag(raw: string, tag: number): StartTag | XmlProblem {
  const name = raw.slice(tag + 1, nameEnd(raw, tag + 1));
  if (name === "") return { offset: tag, message: 'a "<" begins no element' };
  let attributes: Map<string, XmlText> | null = null;
  let at = tag + 1 + name.length;
  for (;;) {
    at = spaceEnd(raw, at);
    const here = raw[at];
    if (here === ">" || (here === "/" && raw[at + 1] === ">")) {
      const closed = here === "/";
      const end = at + (closed ? 2 : 1);
      return { name: localName(name), attributes: attributes ?? NO_ATTRIBUTES, closed, end };
    }
    const attribute = raw.slice(at, nameEnd(raw, at));
    const equals = spaceEnd(raw, at + attribute.length);
    const quoteAt = spaceEnd(raw, equals + 1);
    const quote = raw[quoteAt];
    if (attribute === "" || raw[equals] !== "=" || (quote !== "'" && quote !== '"')) {
      return { offset: tag, message: `the tag <${name}> is not well formed` };
    }
    const end = raw.indexOf(quote, quoteAt + 1);
    if (end < 0) return { offset: quoteAt, message: `the value of ${attribute} is not closed` };
    attributes ??= new Map();
    attributes.set(attribute, {
      span: { start: quoteAt + 1, end },
      plain: !raw.slice(quoteAt + 1, end).includes("&"),
    });
    at = end + 1;
  }
}

function indexOrEnd(raw: string, word: string, at: number): number {
  const found = raw.indexOf(word, at);
  return found < 0 ? raw.length : found;
}

/** Where the name that begins at a place ends: at a blank or one of `/ > = < ' "`. */
function nameEnd(raw: string, from: number): number {
  let at = from;
  while (at < raw.length) {
    const code = raw.charCodeAt(at);
    if (isSpace(code) || code === 47 || code === 34 || code === 39 || (code >= 60 && code <= 62)) break;
    at++;
  }
  return at;
}

function spaceEnd(raw: string, from: number): number {
  let at = from;
  while (at < raw.length && isSpace(raw.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code > 127 && /\s/.test(String.fromCharCode(code));
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
