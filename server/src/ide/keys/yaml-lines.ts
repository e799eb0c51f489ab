/** A line of block YAML: `- key: value`, `key: value` or `- value`. */
export interface BlockLine {
  /** Column of the dash that a list item begins with, -1 without one. */
  readonly dash: number;
  /** Column of the key, or of the item. */
  readonly column: number;
  /** The key without quotes; "" for an item that is no mapping. */
  readonly key: string;
  readonly value: string;
  /** Offset behind the colon. */
  readonly colon: number;
}

/** What stands around a line, above it. */
export interface Above {
  /** The keys that lead to it, outermost first. */
  readonly path: readonly string[];
  /** Keys of its own mapping. */
  readonly present: readonly string[];
  /** Items of the list that it belongs to. */
  readonly items: ReadonlySet<string>;
  /** The line above it has a text as its value, so that a line further in belongs to that text. */
  readonly text: boolean;
  /** Column of the key above it. */
  readonly column: number;
}

const LINE =
  /^( *)((?:- +)*)(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'[\]{},#&*!|>%@`-][^:#]*?|-[^\s:#][^:#]*?|[^\s"'[\]{},#&*!|>%@`-][^:#]*:[^\s:#][^:#]*?))[ \t]*:(?=\s|$)[ \t]*(.*)$/;
const ITEM = /^( *)((?:- +)+|(?:- +)*-$)(.*)$/;

/** The block line that a text is; undefined for a continued text, a comment, an empty line. */
export function readLine(text: string): BlockLine | undefined {
  const line = LINE.exec(text);
  if (line !== null) {
    const [whole, space = "", dashes = "", double, single, plain = "", value = ""] = line;
    const dash = dashes === "" ? -1 : space.length + dashes.lastIndexOf("-");
    const key = double ?? single?.replaceAll("''", "'") ?? plain;
    const column = space.length + dashes.length;
    return {
      dash,
      column,
      key,
      value,
      colon:
        whole.length -
        value.length -
        (/(?<![ \t])[ \t]*$/.exec(whole.slice(0, whole.length - value.length))?.[0].length ?? 0),
    };
  }
  const item = ITEM.exec(text);
  if (item === null) return undefined;
  const [, space = "", dashes = "", value = ""] = item;
  const dash = space.length + dashes.lastIndexOf("-");
  return { dash, column: space.length + dashes.length, key: "", value, colon: 0 };
}

/** Whether what follows a key is a text that further lines may belong to. */
function isText(value: string): boolean {
  const written = value.replace(/(?:^|\s)#.*$/, "").trim();
  return written !== "" && !/^[&!][^\s]*$/.test(written);
}

/** What leads to a line; undefined inside a block of text. `lines` are all lines above it. */
export function aboveOf(lines: readonly string[], line: BlockLine): Above | undefined {
  const path: string[] = [];
  const present: string[] = [];
  const items = new Set<string>();
  let { column, dash } = line;
  let nearest: BlockLine | undefined;
  for (let index = lines.length - 1; index >= 0; index--) {
    const text = lines[index] ?? "";
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(text)) break;
    const found = readLine(text);
    if (found === undefined) continue;
    if (found.key === "") {
      if (path.length === 0 && found.dash === line.dash) items.add(found.value.replace(/^(["'])(.*)\1$/, "$2").trim());
      // A list item stands between the place and what is further in above it.
      if (dash === -1 && found.dash >= column) continue;
      if (/^[|>]/.test(found.value) && found.dash < column) return undefined;
      continue;
    }
    nearest ??= found;
    const parent = dash === -1 ? found.column < column : found.column <= dash && found.dash < dash;
    if (parent) {
      if (/^[|>]/.test(found.value)) return undefined;
      path.unshift(found.key);
      column = found.column;
      dash = found.dash;
    } else if (dash === -1 && found.column === column) {
      if (path.length === 0) present.push(found.key);
      dash = found.dash;
    }
  }
  return { path, present, items, text: nearest !== undefined && isText(nearest.value), column: nearest?.column ?? 0 };
}

/** The keys of a line's own mapping below it. */
export function belowOf(lines: readonly string[], { column, dash }: BlockLine): readonly string[] {
  const keys: string[] = [];
  for (const text of lines) {
    if (text.trim() === "" || /^\s*#/.test(text)) continue;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(text)) break;
    const indent = text.length - text.trimStart().length;
    if (indent < column) break;
    const found = readLine(text);
    if (indent > column || found === undefined) continue;
    if (found.dash !== -1) {
      if (dash !== -1 || found.column !== column) continue;
      break;
    }
    keys.push(found.key);
  }
  return keys;
}
