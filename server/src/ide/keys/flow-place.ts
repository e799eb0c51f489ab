/** A place inside brackets or braces: as {@link YamlPlace}, its path from the bracket on. */
export interface FlowPlace {
  readonly kind: "key" | "value" | "item";
  readonly path: readonly string[];
  readonly typed: string;
  readonly style: "plain" | "single" | "double";
  readonly present: ReadonlySet<string>;
  readonly colon: boolean;
}

interface Frame {
  readonly list: boolean;
  /** Keys of the mapping, or items of the list, that are whole. */
  readonly present: string[];
  /** The key whose value is read. */
  key: string | undefined;
  /** Where the key or value that is read begins. */
  start: number;
}

/** How much is read behind the place, where a bracket may be open up to the end of the file. */
const MOST = 4000;

/** The place at the end of `before`, which begins with a bracket; undefined when that is closed again. */
export function flowPlace(before: string, after: string): FlowPlace | undefined {
  const frames: Frame[] = [];
  const quote = scan(before, 0, frames, () => false);
  const top = frames.at(-1);
  if (top === undefined) return undefined;
  const raw = before.slice(top.start).trimStart();
  if (quote === undefined && /["']$/.test(raw) && raw.length > 1 && raw[0] === raw.at(-1)) return undefined;
  const typed = quote === undefined ? raw : raw.slice(1);
  if (quote === undefined && /(?:^|\s)#/.test(raw)) return undefined;
  if (quote === undefined && !/^[\w|.$/-]*\s*(?:[,:}\]#\r\n]|$)/.test(after)) return undefined;
  const kind = top.list ? "item" : top.key === undefined ? "key" : "value";
  const present = new Set([...top.present, ...behind(before, after.slice(0, MOST), frames.length)]);
  present.delete(bare(before.slice(top.start) + (/^[^,\]}\n]*/.exec(after)?.[0] ?? "")));
  const path = frames.flatMap(({ key }) => key ?? []);
  const style = quote === '"' ? "double" : quote === "'" ? "single" : "plain";
  return { kind, path, typed, style, present, colon: /^[\w|.$/-]*["']?[ \t]*:/.test(after) };
}

/** Keys or items of the innermost brackets that stand behind the place. */
function behind(before: string, after: string, depth: number): readonly string[] {
  const frames: Frame[] = [];
  const text = before + after;
  let kept: Frame | undefined;
  scan(text, 0, frames, (at) => {
    if (at < before.length) return false;
    if (frames.length === depth) kept = frames.at(-1);
    return frames.length < depth;
  });
  return kept?.present ?? [];
}

/** Reads brackets, commas, colons and quotes; gives the quote that is open at the end. */
function scan(text: string, from: number, frames: Frame[], stop: (at: number) => boolean): string | undefined {
  let at = from;
  while (at < text.length && !stop(at)) {
    const character = text[at] ?? "";
    const top = frames.at(-1);
    if (/["']/.test(character) && text.slice(top?.start ?? 0, at).trim() === "") {
      const end = closing(text, at, character);
      if (end === undefined) return character;
      at = end + 1;
      continue;
    }
    if (character === "[" || character === "{") {
      frames.push({ list: character === "[", present: [], key: undefined, start: at + 1 });
    } else if ((character === "]" || character === "}") && top !== undefined) {
      finish(top, text, at);
      frames.pop();
      if (frames.length === 0) return undefined;
    } else if (character === "," && top !== undefined) {
      finish(top, text, at);
      top.key = undefined;
      top.start = at + 1;
    } else if (character === ":" && top !== undefined && !top.list && top.key === undefined && isColon(text, at)) {
      top.key = bare(text.slice(top.start, at));
      top.start = at + 1;
    }
    at += 1;
  }
  return undefined;
}

function finish(frame: Frame, text: string, at: number): void {
  const name = frame.list ? bare(text.slice(frame.start, at)) : frame.key;
  if (name !== undefined && name !== "") frame.present.push(name);
}

function isColon(text: string, at: number): boolean {
  return /[\s,[\]{}"']|^$/.test(text[at + 1] ?? "") || /["']/.test(text[at - 1] ?? "");
}

function closing(text: string, open: number, quote: string): number | undefined {
  const pattern = quote === '"' ? /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y : /'[^']*(?:''[^']*)*'/y;
  pattern.lastIndex = open;
  const found = pattern.exec(text);
  return found === null ? undefined : open + found[0].length - 1;
}

function bare(text: string): string {
  return text.trim().replace(/^(["'])([\s\S]*)\1$/, "$2");
}
