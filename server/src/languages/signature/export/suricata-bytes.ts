import type { PatternItem } from "#syntax/signature/byte-pattern.ts";
import type { BytesTest } from "../element.ts";
import type { ReadElement } from "../signature-language.ts";
import { encodings, globRegex, hexPairs, itemsRegex, jump, withoutClosing } from "./byte-regex.ts";
import type { Term } from "./conjunctions.ts";
import type { ExportInput } from "./export.ts";

/** Alternatives, each a list of options of one rule. None when it cannot be said. */
export type Ways = readonly (readonly string[])[];

const PCRE = { any: ".", bound: undefined, lazy: true };
/** The most times that a content is repeated for a count. */
const MAX_REPEATS = 50;

/** The options that find bytes, in each of their ways. */
export function bytesWays({ source }: BytesTest, one: ReadElement, term: Term, input: ExportInput): Ways {
  switch (source.kind) {
    case "bytes": {
      const contents = contentsOf(source.items);
      if (contents !== undefined && !(term.negated && contents.length > 1)) {
        if (contents.some(({ max }) => !Number.isFinite(max))) inPieces(one, input);
        return counted(one, term, input, [contents]);
      }
      if (contents === undefined)
        input.note(one, "Nibbles, alternatives, negated bytes and wildcards at an end are written as a pcre.");
      const anchor = term.negated ? [] : anchorContent(source.items, one);
      return pcreWays(itemsRegex(source.items, PCRE), "s", one, term, input, anchor);
    }
    case "text": {
      const { nocase, fullword } = source.pattern;
      if (fullword) input.note(one, "Suricata's contents do not look at whole words; fullword is lost.");
      const ways = encodings(source).map((bytes) => [{ bytes, min: 0, max: 0, nocase }]);
      return counted(one, term, input, ways);
    }
    case "printable": {
      input.note(
        one,
        "The printable pattern is a pcre without a content, which Suricata finds slowly: add a content that is always there.",
      );
      inPieces(one, input);
      const pattern = globRegex(source, { between: "[^ -~]*", star: ".*?", end: "\\z" });
      return pcreWays(pattern, `s${source.nocase ? "i" : ""}`, one, term, input);
    }
    case "regex":
      inPieces(one, input);
      return pcreWays(source.pattern, source.nocase ? "i" : "", one, term, input);
  }
}

function inPieces(one: ReadElement, input: ExportInput): void {
  input.note(
    one,
    "Suricata looks at a stream in pieces, each packet one at least: what lies far apart in it may not be found together.",
  );
}

function pcreWays(
  pattern: string,
  flags: string,
  one: ReadElement,
  term: Term,
  input: ExportInput,
  before: readonly string[] = [],
): Ways {
  if (term.times > 1) {
    input.note(one, `Suricata cannot count what a pcre finds: rules that need "${term.name}" so often are left out.`);
    return [];
  }
  const { after, distance, offset } = one.options;
  const from = after === undefined ? offset : distance;
  const written = withoutClosing(pattern, '/;"');
  const placed = from === undefined ? written : `\\A(?s:${jump(from.min, from.max, PCRE)})(?:${written})`;
  const mark = term.negated ? "!" : "";
  return [[...before, `pcre:${mark}"/${placed}/${flags}${after === undefined ? "" : "R"}";`]];
}

interface Content {
  readonly bytes: readonly number[];
  /** Bytes between the content before and this one. */
  readonly min: number;
  readonly max: number;
  readonly nocase: boolean;
}

/** A pattern as literal runs with gaps; undefined when it has anything but exact bytes, and whole wildcards and jumps between them. */
function contentsOf(items: readonly PatternItem[]): readonly Content[] | undefined {
  const contents: { bytes: number[]; min: number; max: number; nocase: boolean }[] = [];
  let gap = { min: 0, max: 0 };
  let open = false;
  for (const item of items) {
    if (
      item.kind === "alternatives" ||
      (item.kind === "byte" && (item.negated || (item.mask !== 0 && item.mask !== 0xff)))
    )
      return undefined;
    if (item.kind === "byte" && item.mask === 0xff) {
      const last = contents.at(-1);
      if (last !== undefined && open) last.bytes.push(item.value);
      else contents.push({ bytes: [item.value], ...gap, nocase: false });
      open = true;
      continue;
    }
    const width = item.kind === "byte" ? { min: 1, max: 1 } : item;
    gap = open ? { min: width.min, max: width.max } : { min: gap.min + width.min, max: gap.max + width.max };
    open = false;
  }
  const [first] = contents;
  return first === undefined || !open || first.min > 0 ? undefined : contents;
}

/** Contents as often as they must be found; all ways together when none may be found. */
function counted(one: ReadElement, term: Term, input: ExportInput, ways: readonly (readonly Content[])[]): Ways {
  if (term.negated && term.times > 1) {
    input.note(one, `Suricata cannot ask for fewer than ${term.times}: rules that need it are left out.`);
    return [];
  }
  if (!term.negated && term.times > 1 && ways.length > 1) {
    input.note(one, "Suricata cannot count several encodings together: rules that need it are left out.");
    return [];
  }
  if (term.times > 1) {
    input.note(one, "Repeated contents do not overlap in Suricata; overlapping matches count once there.");
    inPieces(one, input);
  }
  if (term.times > MAX_REPEATS) {
    input.note(one, `More than ${MAX_REPEATS} repeated contents are not written: rules that need them are left out.`);
    return [];
  }
  const mark = term.negated ? "!" : "";
  const written = ways.map((contents) =>
    Array.from({ length: term.times }, (_, round) =>
      contents.flatMap((content, i) => {
        const first = round === 0 ? placeOf(one, content.bytes.length, input) : ["distance:0;"];
        const at = i === 0 ? first : between(content);
        return [`content:${mark}"${contentText(content.bytes)}";`, ...(content.nocase ? ["nocase;"] : []), ...at];
      }),
    ).flat(),
  );
  return term.negated ? [written.flat()] : written;
}

/** The first place of a content: relative to the element before, or from the start. */
function placeOf(one: ReadElement, length: number, input: ExportInput): readonly string[] {
  const { after, distance, offset } = one.options;
  if (after !== undefined) {
    const within = Number.isFinite(distance.max) ? [`within:${distance.max - distance.min + length};`] : [];
    return [`distance:${distance.min};`, ...within];
  }
  if (offset === undefined) return [];
  input.note(one, "Suricata counts the offset in each packet, not from the beginning of the stream.");
  const depth = Number.isFinite(offset.max) ? [`depth:${offset.max - offset.min + length};`] : [];
  return [...(offset.min > 0 ? [`offset:${offset.min};`] : []), ...depth];
}

/** `distance:d; within:w`: the content lies wholly in the w bytes behind d bytes after the one before. */
function between({ bytes, min, max }: Content): readonly string[] {
  return [`distance:${min};`, ...(Number.isFinite(max) ? [`within:${max - min + bytes.length};`] : [])];
}

/** Runs of plain letters and digits as they are, everything else in hexadecimal between bars. */
export function contentText(bytes: readonly number[]): string {
  const plain = (byte: number) => /[A-Za-z0-9_./ -]/.test(String.fromCharCode(byte)) && byte < 0x7f;
  if (!bytes.every(plain)) return `|${hexPairs(bytes, " ")}|`;
  return String.fromCharCode(...bytes);
}

/** The longest run of exact bytes as a content, so that the rule has a fast pattern; none where the pcre stands behind another content. */
function anchorContent(items: readonly PatternItem[], { options }: ReadElement): readonly string[] {
  if (options.after !== undefined) return [];
  let best: number[] = [];
  let run: number[] = [];
  for (const item of items) {
    if (item.kind === "byte" && item.mask === 0xff && !item.negated) run.push(item.value);
    else run = [];
    if (run.length > best.length) best = [...run];
  }
  return best.length > 1 ? [`content:"${contentText(best)}";`] : [];
}
