import { wireBytes } from "#semantics/signature/uuid.ts";
import type { PatternItem } from "#syntax/signature/byte-pattern.ts";
import type { BytesTest, HttpTest, RpcTest, SmbTest } from "../element.ts";
import type { ReadElement } from "../signature-language.ts";
import { encodings, globRegex, hexPairs, itemsRegex } from "./byte-regex.ts";
import type { Term } from "./conjunctions.ts";
import type { ExportInput } from "./export.ts";
import { lostOptions } from "./lost-options.ts";

type Ways = readonly (readonly string[])[];

/** The options that find an element, in each of its ways; `elements` are those of the same rule. */
export function suricataOptions(
  one: ReadElement,
  term: Term,
  elements: readonly ReadElement[],
  input: ExportInput,
): Ways {
  const { test, options } = one;
  const negated = term.negated !== options.not;
  lostOptions(one, ["pdu"], "Suricata's contents do not know PDUs", input);
  if (options.scope !== undefined && options.scope !== "stream")
    lostOptions(one, ["scope"], "Suricata looks at packets and streams", input);
  if (options.after !== undefined && !elements.some(({ element }) => element.name === options.after))
    input.note(one, `"${options.after}" is not part of the same Suricata rule; the order is lost.`);
  switch (test.on) {
    case "bytes":
      return bytesWays(test, one, { ...term, negated }, input);
    case "rpc":
      return rpcWays(test, one, input);
    case "http":
      return [httpWay(test)];
    case "smb":
      return [smbWay(test)];
  }
}

function bytesWays({ source }: BytesTest, one: ReadElement, term: Term, input: ExportInput): Ways {
  const mark = term.negated ? "!" : "";
  const place = placeOf(one);
  switch (source.kind) {
    case "bytes": {
      const contents = contentsOf(source.items);
      if (contents === undefined || (term.negated && contents.length > 1)) {
        input.note(one, "Nibbles, alternatives and negated bytes are written as a pcre.");
        return [
          [
            ...anchorContent(source.items),
            `pcre:${mark}"/${pcre(itemsRegex(source.items, { any: ".", bound: undefined, lazy: true }))}/s";`,
          ],
        ];
      }
      return [withCount(contents, place, mark, one, term, input)];
    }
    case "text": {
      const { nocase, fullword } = source.pattern;
      if (fullword) input.note(one, "Suricata's contents do not look at whole words; fullword is lost.");
      return encodings(source).map((bytes) =>
        withCount([{ bytes, min: 0, max: Number.POSITIVE_INFINITY, nocase }], place, mark, one, term, input),
      );
    }
    case "printable":
      input.note(
        one,
        "The printable pattern is a pcre without a content: Suricata finds it slowly. Add a content that is always there. Bindings to an end are lost.",
      );
      return [[`pcre:${mark}"/${pcre(globRegex(source, "[^ -~]*", ".*?"))}/s${source.nocase ? "i" : ""}";`]];
    case "regex":
      return [[`pcre:${mark}"/${pcre(source.pattern)}/${source.nocase ? "i" : ""}";`]];
  }
}

interface Content {
  readonly bytes: readonly number[];
  /** Bytes between the content before and this one. */
  readonly min: number;
  readonly max: number;
  readonly nocase: boolean;
}

/** A pattern as literal runs with gaps; undefined when it has anything but exact bytes, whole wildcards and jumps. */
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
  const trailing = !open && items.length > 0;
  return contents.length === 0 || trailing || (contents[0]?.min ?? 0) > 0 ? undefined : contents;
}

/** The first place of a content: relative to the element before, or from the start. */
function placeOf({ options }: ReadElement): (length: number) => readonly string[] {
  return (length) => {
    const { after, distance, offset } = options;
    if (after !== undefined) {
      const within = Number.isFinite(distance.max) ? [`within:${distance.max - distance.min + length};`] : [];
      return [`distance:${distance.min};`, ...within];
    }
    if (offset === undefined) return [];
    const depth = Number.isFinite(offset.max) ? [`depth:${offset.max - offset.min + length};`] : [];
    return [...(offset.min > 0 ? [`offset:${offset.min};`] : []), ...depth];
  };
}

function withCount(
  contents: readonly Content[],
  place: (length: number) => readonly string[],
  mark: string,
  one: ReadElement,
  term: Term,
  input: ExportInput,
): readonly string[] {
  const { count } = one.options;
  const least =
    count === undefined
      ? term.times
      : count.op === ">=" || count.op === "="
        ? count.value
        : count.op === ">"
          ? count.value + 1
          : 0;
  if (count !== undefined && count.op !== ">=" && count.op !== ">")
    input.note(one, "Suricata can ask for at least so many; this count is lost.");
  const times = Math.min(Math.max(1, least), 50);
  if (times > 1) input.note(one, "Repeated contents do not overlap in Suricata; overlapping matches count once there.");
  return Array.from({ length: times }, (_, round) =>
    contents.flatMap((content, i) => {
      const first = round === 0 ? place(content.bytes.length) : ["distance:0;"];
      const at = i === 0 ? first : between(content);
      return [`content:${mark}"${contentText(content.bytes)}";`, ...(content.nocase ? ["nocase;"] : []), ...at];
    }),
  ).flat();
}

/** `distance:d; within:w`: the content lies wholly in the w bytes behind d bytes after the one before. */
function between({ bytes, min, max }: Content): readonly string[] {
  return [`distance:${min};`, ...(Number.isFinite(max) ? [`within:${max - min + bytes.length};`] : [])];
}

/** Runs of plain letters and digits as they are, everything else in hexadecimal between bars. */
function contentText(bytes: readonly number[]): string {
  const plain = (byte: number) => /[A-Za-z0-9_./ -]/.test(String.fromCharCode(byte)) && byte < 0x7f;
  if (!bytes.every(plain)) return `|${hexPairs(bytes, " ")}|`;
  return String.fromCharCode(...bytes);
}

/** The longest run of exact bytes as a content, so that the rule has a fast pattern. */
function anchorContent(items: readonly PatternItem[]): readonly string[] {
  let best: number[] = [];
  let run: number[] = [];
  for (const item of items) {
    if (item.kind === "byte" && item.mask === 0xff && !item.negated) run.push(item.value);
    else run = [];
    if (run.length > best.length) best = [...run];
  }
  return best.length > 1 ? [`content:"${contentText(best)}";`] : [];
}

function pcre(pattern: string): string {
  return pattern.replace(/\//g, "\\/").replace(/;/g, "\\x3b").replace(/"/g, "\\x22");
}

const SCM_ACTIVATOR = "000001a0-0000-0000-c000-000000000046";

function rpcWays({ uuids, opnums, places }: RpcTest, one: ReadElement, input: ExportInput): Ways {
  input.note(
    one,
    "dcerpc.iface needs Suricata 8.0.5 or later for sessions with NTLM or with several contexts; on older ones prefer the bytes.",
  );
  return [...uuids].flatMap((uuid): Ways => {
    if (opnums !== undefined)
      return [[`dcerpc.iface:${uuid};`, `dcerpc.opnum:${[...opnums].sort((a, b) => a - b).join(",")};`]];
    const wire = `content:"|${hexPairs(wireBytes(uuid), " ")}|";`;
    const ways = [...places].map((place): readonly string[] => {
      if (place === "bind" || place === "alter_context") return [`dcerpc.iface:${uuid};`];
      if (place === "activation")
        return [`dcerpc.iface:${SCM_ACTIVATOR};`, "dcerpc.opnum:4;", "dcerpc.stub_data;", wire];
      input.note(one, `Suricata does not tell ${place} apart: the bytes are looked for anywhere.`);
      return [wire];
    });
    return [...new Map(ways.map((way) => [way.join(" "), way])).values()];
  });
}

function httpWay({ method, path, header, body }: HttpTest): readonly string[] {
  const content = (text: string) => `content:"${contentText([...new TextEncoder().encode(text)])}";`;
  return [
    ...(method === undefined ? [] : ["http.method;", content(method)]),
    ...(path === undefined ? [] : ["http.uri;", content(path), "startswith;", "nocase;"]),
    ...(header === undefined ? [] : ["http.header;", content(header), "nocase;"]),
    ...(body === undefined ? [] : ["http.request_body;", content(body), "nocase;"]),
  ];
}

function smbWay({ tree, pipe }: SmbTest): readonly string[] {
  const content = (text: string) => `content:"${contentText([...new TextEncoder().encode(text)])}"; nocase;`;
  return [
    ...(tree === undefined ? [] : ["smb.share;", content(tree)]),
    ...(pipe === undefined ? [] : ["smb.named_pipe;", content(pipe)]),
  ];
}
