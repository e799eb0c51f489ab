import { overlaps, type Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { uuidOfBytes, uuidOfWireBytes, wireBytes } from "#semantics/signature/uuid.ts";
import type { RuleCheckContext } from "../define-rule-check.ts";
import type { UuidStatement, Written } from "./uuid-statement.ts";

const IFACE = /\b(?:dcerpc\.iface|dce_iface)\s*:\s*(?:uuid\s+)?([^\s;,"'`]+)/g;
const UUID = /(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f-])/gi;
const HEX = /(?<![0-9a-z])(?:[0-9a-f]{2}[ :]){7,}[0-9a-f]{2}(?![0-9a-z])/i;
/** Inline code as CommonMark has it: as many backticks behind as in front, others may stand within. */
const CODE = /(?<!`)(`+)(?!`)([^\n]{1,24}?)(?<!`)(\1)(?!`)/g;
/** Inline code whose marks do not agree in number. */
const LOOSE_CODE = /(?<!`)(`+)(?!`)([^`\n]{1,24}?)(`+)/g;

/** Suricata's and Snort's interface keyword, wherever a rule's text quotes it. */
export function statementsOfIface({ text, analytics }: RuleCheckContext): readonly UuidStatement[] {
  return [...text.matchAll(IFACE)].flatMap((match): readonly UuidStatement[] => {
    const value = match[1] ?? "";
    const end = match.index + match[0].length;
    const uuid = slice(value, { start: end - value.length, end });
    // A placeholder or a name is no attempt at a UUID.
    if (!/^[{(]?[0-9a-f]{4,}-/i.test(value) || inSearch(uuid.span, analytics)) return [];
    return [{ source: "iface", uuid, isInterface: true, opnums: [], ports: [] }];
  });
}

/**
 * UUIDs that a page's prose states beside their bytes and their printable form, on the same line or on the lines of a list that follow
 * it. Nothing else in prose is judged: a page may name any UUID.
 */
export function statementsInProse({ text, analytics, catalog }: RuleCheckContext): readonly UuidStatement[] {
  if (!/^(?:#|[-*] )/m.test(text)) return [];
  return [...text.matchAll(UUID)].flatMap((match): readonly UuidStatement[] => {
    const span = { start: match.index, end: match.index + match[0].length };
    if (inSearch(span, analytics)) return [];
    const around = groupBehind(text, span.end);
    const hex = HEX.exec(around.text);
    if (hex === null || !meansBytesOf(match[0], hex[0], catalog)) return [];
    const start = around.start + hex.index;
    const found = { value: hex[0], span: { start, end: start + hex[0].length } };
    return [
      {
        source: "prose",
        uuid: slice(match[0], span),
        hex: slice(found.value, found.span),
        ...printableBehind(text, found.span.end, around.end),
        isInterface: false,
        opnums: [],
        ports: [],
      },
    ];
  });
}

/** How many bytes in their places say that a run was meant for a UUID, whatever else it is. */
const ALIKE = 4;

/**
 * Whether bytes beside a UUID are meant for a UUID's: addresses, fingerprints and numbers stand beside UUIDs too. Those of a known UUID
 * are, and others when at least four stand where they do in this one's, counted from either end.
 */
function meansBytesOf(uuid: string, hex: string, { rpc }: Catalog): boolean {
  const bytes = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
  const forms = [wireBytes(uuid), wireBytes(uuidOfBytes(wireBytes(uuid)))];
  const alike = (other: readonly number[]) =>
    Math.max(
      bytes.filter((byte, i) => byte === other[i]).length,
      bytes.filter((byte, i) => byte === other[i + other.length - bytes.length]).length,
    );
  if (
    bytes.length === 16 &&
    [uuidOfWireBytes(bytes), uuidOfBytes(bytes)].some((one) => rpc.describe(one) !== undefined)
  )
    return true;
  return forms.some((form) => alike(form) >= ALIKE);
}

/** The rest of the line and the list items behind it, up to the next UUID. */
function groupBehind(
  text: string,
  from: number,
): { readonly text: string; readonly start: number; readonly end: number } {
  const lineEnd = (at: number) => {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  };
  let end = lineEnd(from);
  for (let lines = 0; lines < 3 && /^\s*[-*] /.test(text.slice(end + 1, end + 12)); lines++) end = lineEnd(end + 1);
  const group = text.slice(from, end);
  const next = group.search(UUID);
  const stop = next < 0 ? end : from + next;
  return { text: text.slice(from, stop), start: from, end: stop };
}

/** The first code behind the bytes: backticks that close it beyond those that open it may belong to it. */
function printableBehind(text: string, from: number, to: number): Pick<UuidStatement, "ascii" | "asciiOtherwise"> {
  // The backticks that close the bytes themselves are left out.
  const start = from + (/^`*/.exec(text.slice(from, to))?.[0].length ?? 0);
  const behind = text.slice(start, to);
  const loose = behind.matchAll(LOOSE_CODE).next().value;
  const strict = behind.matchAll(CODE).next().value;
  const match = strict !== undefined && strict.index <= (loose?.index ?? 0) ? strict : loose;
  const value = match?.[2]?.trim();
  if (match === undefined || value === undefined || value === "") return {};
  const inner = match[2] ?? "";
  const at = start + match.index + (match[1]?.length ?? 0) + (inner.length - inner.trimStart().length);
  const ticks = Math.max(0, (match[3]?.length ?? 0) - (match[1]?.length ?? 0));
  const otherwise = Array.from({ length: ticks }, (_, i) => value + "`".repeat(i + 1));
  return { ascii: slice(value, { start: at, end: at + value.length }), asciiOtherwise: otherwise };
}

function slice(value: string, span: Span): Written {
  return { value, span, edits: (text) => [{ span, text }] };
}

function inSearch(span: Span, analytics: RuleCheckContext["analytics"]): boolean {
  return analytics.some(({ analytic }) => overlaps(analytic.span, span));
}
