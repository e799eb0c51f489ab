import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { uuidOfWireBytes } from "#semantics/signature/uuid.ts";
import type { PatternItem } from "#syntax/signature/byte-pattern.ts";
import { nameOfUuid } from "./uuid.ts";

const MOST_BYTES = 512;
const SHORTEST_TEXT = 4;
const SHOWN = 6;

/** What the fixed bytes of a pattern are: the head of a DCE/RPC or SMB message, UUIDs of the catalog, text. */
export function renderBytes(items: readonly PatternItem[], catalog: Catalog): string | undefined {
  const found = runsOf(items).flatMap((bytes) => [
    ...headOf(bytes, catalog),
    ...uuidsIn(bytes, catalog),
    ...textsIn(bytes),
  ]);
  return found.length === 0
    ? undefined
    : found
        .slice(0, SHOWN)
        .map((line) => `- ${line}`)
        .join("\n");
}

/** Runs of bytes without a wildcard, a jump or alternatives. */
function runsOf(items: readonly PatternItem[]): readonly (readonly number[])[] {
  const runs: number[][] = [[]];
  for (const item of items.slice(0, MOST_BYTES)) {
    if (item.kind === "byte" && item.mask === 0xff && !item.negated) runs.at(-1)?.push(item.value);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

const SMB: readonly (readonly [first: number, name: string])[] = [
  [0xfe, "SMB 2 or 3"],
  [0xff, "SMB 1"],
  [0xfd, "SMB 3, encrypted"],
];

/** DCE 1.1 RPC, 12.6: version 5, minor version 0 or 1, the type of the PDU. */
function headOf(bytes: readonly number[], catalog: Catalog): readonly string[] {
  const [first = -1, second = -1, third = -1] = bytes;
  const type = catalog.rpc.constants("pduTypes").get(String(third));
  if (first === 5 && second <= 1 && type !== undefined)
    return [`${hex(bytes.slice(0, 3))}: head of a DCE/RPC PDU, version 5.${second}, type **${escapeMarkdown(type)}**`];
  const smb = SMB.find(([value]) => value === first)?.[1];
  const isSmb = smb !== undefined && second === 0x53 && third === 0x4d && bytes[3] === 0x42;
  return isSmb ? [`${hex(bytes.slice(0, 4))}: head of a message of ${smb}`] : [];
}

function uuidsIn(bytes: readonly number[], catalog: Catalog): readonly string[] {
  return bytes.flatMap((_, at) => {
    const sixteen = bytes.slice(at, at + 16);
    if (sixteen.length < 16) return [];
    const uuid = uuidOfWireBytes(sixteen);
    const name = nameOfUuid(uuid, catalog);
    return name === undefined ? [] : [`${hex(sixteen)}: wire form of **${escapeMarkdown(name)}** ${inlineCode(uuid)}`];
  });
}

/** Printable runs, one byte or two a character. */
function textsIn(bytes: readonly number[]): readonly string[] {
  const text = String.fromCharCode(...bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the zero byte of a UTF-16 character is what is looked for
  const wide = [...text.matchAll(/(?:[\x20-\x7e]\x00){4,}/g)].map(([run]) => run.replaceAll("\0", ""));
  const narrow = [...text.matchAll(/[\x20-\x7e]+/g)].map(([run]) => run).filter((run) => run.length >= SHORTEST_TEXT);
  return [...wide.map((run) => `UTF-16 text ${inlineCode(run)}`), ...narrow.map((run) => `text ${inlineCode(run)}`)];
}

function hex(bytes: readonly number[]): string {
  return inlineCode(bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" "));
}
