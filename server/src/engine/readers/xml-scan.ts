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
const NAME = /[^\s/>=<'"]+/y;
const SPACE = /\s*/y;
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
  for (;;) {
    const tag = raw.indexOf("<", at);
    const inner = open.at(-1);
    if (inner?.plain === true) {
      const reference = raw.indexOf("&", at);
      if (reference >= 0 && (tag < 0 || reference < tag)) inner.plain = false;
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
  const name = match(NAME, raw, tag + 1);
  if (name === "") return { offset: tag, message: 'a "<" begins no element' };
  let attributes: Map<string, XmlText> | null = null;
  let at = tag + 1 + name.length;
  for (;;) {
    at += match(SPACE, raw, at).length;
    const here = raw[at];
    if (here === ">" || (here === "/" && raw[at + 1] === ">")) {
      const closed = here === "/";
      const end = at + (closed ? 2 : 1);
      return { name: localName(name), attributes: attributes ?? NO_ATTRIBUTES, closed, end };
    }
    const attribute = match(NAME, raw, at);
    const equals = at + attribute.length + match(SPACE, raw, at + attribute.length).length;
    const quoteAt = equals + 1 + match(SPACE, raw, equals + 1).length;
    const quote = raw[quoteAt];
    if (attribute === "" || raw[equals] !== "=" || (quote !== "'" && quote !== '"')) {
      return { offset: tag, message: `the tag <${name}> is not well formed` };
    }
    const end = raw.indexOf(quote, quoteAt + 1);
    if (end < 0) return { offset: quoteAt, message: `the value of ${attribute} is not closed` };
    const reference = raw.indexOf("&", quoteAt);
    attributes ??= new Map();
    attributes.set(attribute, {
      span: { start: quoteAt + 1, end },
      plain: reference < 0 || reference > end,
    });
    at = end + 1;
  }
}

function match(pattern: RegExp, raw: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(raw)?.[0] ?? "";
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
