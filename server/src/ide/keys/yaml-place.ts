import { type FlowPlace, flowPlace } from "./flow-place.ts";
import { aboveOf, type BlockLine, belowOf, readLine } from "./yaml-lines.ts";

/** A place of a YAML text where a key or a value may be typed. Read from the lines, since half-typed YAML has no tree. */
export interface YamlPlace {
  /** `key`: of a mapping; `value`: of the last key of the path; `item`: of the list below that key, text or mapping. */
  readonly kind: "key" | "value" | "item";
  /** The keys that lead there, outermost first; for a value or item with its own key. */
  readonly path: readonly string[];
  /** What is typed there, without an opening quote, as it stands. */
  readonly typed: string;
  /** How it is written. */
  readonly style: "plain" | "single" | "double";
  /** The place is between brackets or braces on one line or several. */
  readonly flow: boolean;
  /** Keys of the same mapping above and below, or items of the same list. */
  readonly present: ReadonlySet<string>;
  /** A colon stands behind the place already. */
  readonly colon: boolean;
}

const MOST_LINES = 5000;

/** The place of an offset; undefined inside a block of text, a comment, or where nothing of this kind can be typed. */
export function yamlPlace(text: string, offset: number): YamlPlace | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const above = text.slice(0, start).split(/\r?\n/).slice(0, -1).slice(-MOST_LINES);
  const below = text.slice(offset).split(/\r?\n/, MOST_LINES);
  const [rest = "", ...after] = below;
  const typed = text.slice(start, offset);
  const open = openedAbove(above, typed);
  if (open !== undefined) {
    const { line, value } = open;
    const outer = aboveOf(above.slice(0, open.index), line);
    return outer === undefined ? undefined : inOpen(value, [rest, ...after].join("\n"), pathTo(outer.path, line));
  }
  return inBlock(above, typed, rest, after);
}

interface Opened {
  readonly index: number;
  readonly line: BlockLine;
  /** From the opening bracket or quote to the place. */
  readonly value: string;
}

/** The outermost value around the place that opened on a line above it and is still open. */
function openedAbove(above: readonly string[], typed: string): Opened | undefined {
  let found: Opened | undefined;
  let least = typed.trim() === "" ? Number.POSITIVE_INFINITY : indentOf(typed);
  for (let index = above.length - 1; index >= Math.max(0, above.length - 200) && least > 0; index--) {
    const text = above[index] ?? "";
    if (text.trim() === "") continue;
    const indent = indentOf(text);
    const line = readLine(text);
    if (indent < least && line !== undefined && /^["'[{]/.test(line.value)) {
      const value = [line.value, ...above.slice(index + 1), typed].join("\n");
      if (inOpen(value, "", []) !== undefined) found = { index, line, value };
    }
    least = Math.min(least, indent);
  }
  return found;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** The place at the end of a value that begins with a bracket or a quote; undefined when it is closed there. */
function inOpen(value: string, rest: string, path: readonly string[]): YamlPlace | undefined {
  if (/^[[{]/.test(value)) {
    const place = flowPlace(value, rest);
    return place === undefined ? undefined : fromFlow(place, path);
  }
  const double = value.startsWith('"');
  const body = value.slice(1);
  if (double ? /^[^"\\]*(?:\\[\s\S][^"\\]*)*"/.test(body) : /^[^']*(?:''[^']*)*'(?!')/.test(body)) return undefined;
  return { ...VALUE, path, typed: body, style: double ? "double" : "single" };
}

const VALUE = { kind: "value", flow: false, present: new Set<string>(), colon: false } as const;

function fromFlow(place: FlowPlace, path: readonly string[]): YamlPlace {
  return { ...place, path: [...path, ...place.path], flow: true };
}

function pathTo(path: readonly string[], { key }: BlockLine): readonly string[] {
  return key === "" ? path : [...path, key];
}

const KEY = /^( *)((?:- +)*)(["']?)([\w|.$/-]*)$/;

function inBlock(
  above: readonly string[],
  typed: string,
  rest: string,
  after: readonly string[],
): YamlPlace | undefined {
  if (/^\s*#|\s#/.test(typed.replace(/"[^"]*"|'[^']*'/g, ""))) return undefined;
  const line = readLine(typed);
  if (line !== undefined && line.key !== "") {
    const outer = aboveOf(above, line);
    if (outer === undefined || !/\s$|\s\S+/.test(typed.slice(line.colon))) return undefined;
    const path = [...outer.path, line.key];
    if (/^["'[{]/.test(line.value)) return inOpen(line.value, [rest, ...after].join("\n"), path);
    return /^[|>&*!]/.test(line.value) ? undefined : { ...VALUE, path, typed: line.value, style: "plain" };
  }
  const [, space = "", dashes = "", quote = "", name] = KEY.exec(typed) ?? [];
  const dash = dashes === "" ? -1 : space.length + dashes.lastIndexOf("-");
  const self = line ?? { dash, column: space.length + dashes.length, key: "", value: "", colon: 0 };
  const outer = aboveOf(above, self);
  if (outer === undefined) return undefined;
  const style = quote === '"' ? "double" : quote === "'" ? "single" : "plain";
  const common = { path: outer.path, style, flow: false, colon: /^[\w|.$/-]*["']?:(?:\s|$)/.test(rest) } as const;
  if (line !== undefined && /-$/.test(typed) && line.value === "") return undefined;
  if (line !== undefined) {
    const place = item(line, [rest, ...after].join("\n"), outer, common);
    return place && { ...place, present: new Set([...place.present, ...belowOf(after, { ...line, dash: -1 })]) };
  }
  if (name === undefined || (outer.text && self.column > outer.column)) return undefined;
  if (!mayBeKey(rest)) return undefined;
  const present = new Set([...outer.present, ...belowOf(after, self)]);
  return { ...common, kind: "key", typed: name, present };
}

/** Whether nothing stands behind a key that is typed, or the rest of it and its colon: other text would be its value. */
export function mayBeKey(rest: string): boolean {
  return /^[\w|.$/-]*["']?(?:\s*(?:#.*)?$|:(?:\s|$))/.test(rest);
}

/** An item of a list: a text, or the first key of a mapping. */
function item(
  { value }: BlockLine,
  rest: string,
  outer: { readonly path: readonly string[]; readonly items: ReadonlySet<string> },
  common: Pick<YamlPlace, "path" | "style" | "flow" | "colon">,
): YamlPlace | undefined {
  if (/^["'[{]/.test(value)) {
    const open = inOpen(value, rest, outer.path);
    return open === undefined || open.flow ? open : { ...open, kind: "item", present: outer.items };
  }
  return /^[|>&*!]/.test(value) ? undefined : { ...common, kind: "item", typed: value, present: outer.items };
}
