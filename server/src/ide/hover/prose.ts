import type { Span } from "#base/span.ts";
import { touches } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { findUuids } from "#semantics/signature/uuid.ts";
import { renderAttack } from "../render/attack.ts";
import { renderUuid } from "../render/uuid.ts";
import type { Hover } from "../types.ts";
import { renderLiteral } from "./literal.ts";
import { interfacesIn, renderOpnum } from "./opnum.ts";
import { type LogsMeant, renderEventId } from "./windows-value.ts";

const ATTACK_ID = /\b(?:TA\d{4}|T\d{4}(?:\.\d{3})?|G\d{4}|S\d{4}|M\d{4}|C\d{4}|DS\d{4}|DC\d{4}|DET\d{4}|AN\d{4})\b/g;
const EVENT_ID =
  /\b(?:event\s*(?:id|code)s?|EIDs?|(?:windows|sysmon|security|system|application|powershell)\s+(?:log\s+)?events?)\b[\s:=#()]*(\d{1,5}(?:\s*(?:,|\/|&|\band\b|\bor\b|, (?:and|or)\b)\s*\d{1,5})*)\b/gi;

/** How far around the offset is looked at: longer than any form that is recognised. */
const WINDOW = 160;

/** What a text says wherever it stands: UUIDs in any written form, ATT&CK ids, event ids named as such. */
export function hoverText(text: string, offset: number, catalog: Catalog): Hover | undefined {
  const from = Math.max(0, offset - WINDOW);
  const around = text.slice(from, offset + WINDOW);
  const at = offset - from;
  const shift = (span: Span): Span => ({ start: span.start + from, end: span.end + from });

  const uuid = findUuids(around, (candidate) => catalog.rpc.describe(candidate) !== undefined).find(({ span }) =>
    touches(span, at),
  );
  if (uuid !== undefined && !isOwnId(text, shift(uuid.span).start, uuid.uuid, catalog))
    return { span: shift(uuid.span), contents: renderUuid(uuid, catalog) };

  for (const match of around.matchAll(ATTACK_ID)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (!touches(span, at)) continue;
    const found = catalog.attack.describe(match[0]);
    if (found !== undefined) return { span: shift(span), contents: renderAttack(found, catalog) };
  }
  return hoverTag(around, at, shift, catalog);
}

/** Whether an unknown UUID is what a key `id:` says: it names the rule itself, and nothing of the catalog is meant. */
function isOwnId(text: string, start: number, uuid: string, catalog: Catalog): boolean {
  const line = text.slice(Math.max(text.lastIndexOf("\n", start - 1) + 1, start - WINDOW), start);
  return /^\s*(?:-\s+)?["']?id["']?\s*:\s*["']?$/.test(line) && catalog.rpc.describe(uuid) === undefined;
}

const ATTACK_TAG = /\battack\.([a-z][\w.-]*\w)/gi;

/** A tag as Sigma writes it: `attack.t1059.001`, `attack.execution`. */
function hoverTag(text: string, at: number, shift: (span: Span) => Span, catalog: Catalog): Hover | undefined {
  for (const match of text.matchAll(ATTACK_TAG)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (!touches(span, at)) continue;
    const name = match[1] ?? "";
    const id = catalog.attack.tactic(name.replaceAll("_", "-"))?.id ?? name;
    const found = catalog.attack.describe(id);
    if (found !== undefined) return { span: shift(span), contents: renderAttack(found, catalog) };
  }
  return undefined;
}

const OPNUM = /\bop(?:num|code)s?\b["'`]?\s*[:=]?\s*["'`]?(\d{1,5})\b/gi;

/** An opnum named as such, by the one interface that its line states, or else its paragraph; alone it means nothing. */
export function hoverOpnumText(text: string, offset: number, catalog: Catalog): Hover | undefined {
  const line = lineAround(text, offset, "\n", WINDOW * 4);
  for (const match of text.slice(line.start, line.end).matchAll(OPNUM)) {
    const digits = match[1] ?? "";
    const end = line.start + match.index + match[0].length;
    const span = { start: end - digits.length, end };
    if (!touches(span, offset)) continue;
    const paragraph = lineAround(text, offset, "\n\n", WINDOW * 16);
    for (const { start, end } of [line, paragraph]) {
      const interfaces = interfacesIn(text.slice(start, end), catalog);
      const contents = interfaces.length === 1 ? renderOpnum(Number(digits), interfaces) : undefined;
      if (contents !== undefined) return { span, contents };
      if (interfaces.length > 1) return undefined;
    }
  }
  return undefined;
}

/** The text between two breaks around an offset, at most so far on either side. */
function lineAround(text: string, offset: number, lineBreak: string, most: number): Span {
  const before = text.slice(Math.max(0, offset - most), offset);
  const after = text.slice(offset, offset + most);
  const from = before.lastIndexOf(lineBreak);
  const to = after.indexOf(lineBreak);
  return {
    start: offset - before.length + (from < 0 ? 0 : from + lineBreak.length),
    end: offset + (to < 0 ? after.length : to),
  };
}

/** An event id named as such, alone or in a list, where no search says which events are meant; a log may be named before it. */
export function hoverEventId(text: string, offset: number, catalog: Catalog): Hover | undefined {
  const from = Math.max(0, offset - WINDOW);
  const around = text.slice(from, offset + WINDOW);
  for (const match of around.matchAll(EVENT_ID)) {
    const list = match[1] ?? "";
    const listAt = match.index + match[0].length - list.length;
    for (const { 0: digits, index } of list.matchAll(/\d+/g)) {
      const start = from + listAt + index;
      const span = { start, end: start + digits.length };
      if (!touches(span, offset)) continue;
      const logs = logsNamed(around.slice(0, listAt), Number(digits), catalog);
      const contents = renderEventId(Number(digits), null, catalog, logs);
      if (contents !== undefined) return { span, contents };
    }
  }
  return undefined;
}

const WORDS_BEFORE = 5;

/** The logs that one of the last words before an id names (`Sysmon Event ID 7`), if one of them is known to have the id. */
function logsNamed(before: string, id: number, catalog: Catalog): LogsMeant {
  const words = (before.match(/[A-Za-z]{5,}/g) ?? []).slice(-WORDS_BEFORE);
  const named = words.filter((word) => !/^(?:windows|event|events|codes)$/i.test(word));
  const channels = catalog.windows.byId(id).map(({ channel }) => channel);
  const isNamed = (channel: string): boolean =>
    named.some((word) =>
      channel
        .toLowerCase()
        .split(/[^a-z]+/)
        .includes(word.toLowerCase()),
    );
  const meant = new Set(channels.filter(isNamed));
  return { admits: (channel) => meant.size === 0 || meant.has(channel), text: "" };
}

/** A SID or an address at an offset of a text that is no search. */
export function hoverLiteralText(text: string, offset: number, catalog: Catalog): Hover | undefined {
  const from = Math.max(0, offset - WINDOW);
  for (const match of text
    .slice(from, offset + WINDOW)
    .matchAll(/(?<![\w.:-])(?:S-1-\d[\d*-]*\d|[0-9a-f:.]+(?:\/\d{1,3})?)(?![\w:/-])/gi)) {
    const word = match[0].replace(/[.:]+$/, "");
    const span = { start: from + match.index, end: from + match.index + word.length };
    if (!touches(span, offset)) continue;
    const isWord = /^S-1-/i.test(word) || /[.:]/.test(word);
    const contents = isWord ? renderLiteral(word, catalog) : undefined;
    if (contents !== undefined) return { span, contents };
  }
  return undefined;
}
