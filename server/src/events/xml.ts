/** An element of an XML text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Elements and texts, entities decoded, in order. */
  readonly children: readonly (XmlElement | string)[];
  /** What stands between its tags, as written. */
  readonly inner: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: (XmlElement | string)[];
  readonly from: number;
}

/**
 * One piece of markup: comment, CDATA, processing instruction or declaration, end tag, start tag. No piece reaches beyond the next
 * `<`, and no place can be taken by two parts of the pattern: what is no markup is passed over once.
 */
const MARKUP =
  /<!--.*?(?:-->|$)|<!\[CDATA\[(.*?)(?:\]\]>|$)|<[?!][^<>]*>|<\/\s*([^\s<>]+)\s*>|<([^\s<>/!?]+)(?=[\s/>"'])([^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*){0,10000})>/gs;
const ATTRIBUTE = /(?<![^\s="'])([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Deeper nesting is not read. */
const DEPTH = 500;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Replaces the five named entities and character references; others stay. */
export function decodeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (all, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? all) : all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/**
 * The top elements of an XML text; undefined when it holds none or its tags do not nest. With `cutShort` elements that are not closed
 * end where the text does.
 */
export function parseXml(text: string, cutShort = false): readonly XmlElement[] | undefined {
  const top: (XmlElement | string)[] = [];
  const open: OpenElement[] = [];
  let end = 0;
  const into = () => open.at(-1)?.children ?? top;
  const addText = (to: number) => {
    if (to > end && open.length > 0) into().push(decodeXml(text.slice(end, to)));
  };
  for (const match of text.matchAll(MARKUP)) {
    const [all, cdata, closes, opens, attributes = ""] = match;
    addText(match.index);
    end = match.index + all.length;
    if (cdata !== undefined) into().push(cdata);
    else if (closes !== undefined) {
      const element = open.pop();
      if (element === undefined || element.name !== closes) return undefined;
      into().push(closed(element, text.slice(element.from, match.index)));
    } else if (opens !== undefined) {
      const element = { name: opens, attributes: readAttributes(attributes), children: [], from: end };
      if (attributes.endsWith("/")) into().push(closed(element, ""));
      else if (open.length >= DEPTH) return undefined;
      else open.push(element);
    }
  }
  if (open.length > 0 && !cutShort) return undefined;
  if (open.length > 0) addText(text.length);
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    into().push(closed(element, text.slice(element.from)));
  }
  const elements = top.filter((child) => typeof child !== "string");
  return elements.length === 0 ? undefined : elements;
}

function closed({ name, attributes, children }: OpenElement, inner: string): XmlElement {
  return { name, attributes, children, inner };
}

function readAttributes(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(ATTRIBUTE)].map(
    ([, name = "", double, single]) => [name, decodeXml(double ?? single ?? "")] as const,
  );
}

/** The elements directly inside an element. */
export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => typeof child !== "string");
}

/** The text of an element without elements inside, or its inner markup. */
export function elementText(element: XmlElement): string {
  if (childElements(element).length > 0) return element.inner.trim();
  return element.children.join("");
}
