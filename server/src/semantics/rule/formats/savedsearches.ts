import type { EmbeddedText } from "#base/embedded-text.ts";
import type { Problem } from "#base/problem.ts";
import { type Segment, toHost } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { lineBreakOf } from "../embed-slice.ts";
import { noMetadata } from "../no-metadata.ts";
import type { Analytic, Located, RuleFile } from "../rule-file.ts";
import { slug, uniqueNames } from "../slug.ts";

/**
 * A Splunk .conf file such as savedsearches.conf: each stanza's `search =` is an analytic. A backslash at the end of a
 * line goes on with the value on the next line and stands for the line break. Other keys are passed over.
 */
export function parseSavedSearches(text: string): RuleFile {
  const analytics: Analytic[] = [];
  const problems: Problem[] = [];
  const uniqueId = uniqueNames((count) => `-${count}`);
  const uniqueName = uniqueNames((count) => ` (${count})`);
  let stanza: Located | undefined;
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const start = skipBlanks(text, at, end);
    if (text[start] === "[") {
      stanza = readStanza(text, start, end, problems);
      at = nextLine(text, end);
    } else if (text[start] === "#" || text[start] === ";" || start === end) at = nextLine(text, end);
    else {
      const value = readValue(text, start, end);
      at = value.next;
      if (value.key !== "search") continue;
      const title = stanza?.value ?? "default";
      analytics.push({
        id: uniqueId(slug(title), "search"),
        name: uniqueName(title, "Search"),
        nameSpan: stanza?.span,
        language: "spl",
        query: value.query,
        span: value.span,
        samples: [],
      });
    }
  }
  return { format: "savedsearches", metadata: noMetadata, analytics, tests: [], problems };
}

function readStanza(text: string, start: number, end: number, problems: Problem[]): Located {
  const close = start + text.slice(start, end).lastIndexOf("]");
  const closed = close > start;
  if (!closed) {
    problems.push({
      code: "conf/open-stanza",
      severity: "error",
      span: { start, end },
      message: "This stanza's name is not closed.",
      help: "End the name with ].",
      fix: { title: "Add ]", edits: [{ span: { start: end, end }, text: "]" }] },
    });
  }
  const span = { start: start + 1, end: closed ? close : end };
  return { value: text.slice(span.start, span.end).trim(), span };
}

interface ConfValue {
  readonly key: string;
  readonly query: EmbeddedText;
  readonly span: Span;
  readonly next: number;
}

/** Reads `key = value` from the line at `start`, with the lines that continue it. */
function readValue(text: string, start: number, firstEnd: number): ConfValue {
  const inLine = text.slice(start, firstEnd).indexOf("=");
  const equals = start + inLine;
  const found = inLine >= 0;
  const key = text.slice(start, found ? equals : firstEnd).trim();
  const valueStart = found ? skipBlanks(text, equals + 1, firstEnd) : firstEnd;
  const pieces: string[] = [];
  const segments: Segment[] = [];
  let length = 0;
  const add = (piece: string, from: number, to: number, exact: boolean) => {
    if (piece === "") return;
    pieces.push(piece);
    segments.push({ embedded: { start: length, end: length + piece.length }, host: { start: from, end: to }, exact });
    length += piece.length;
  };
  let from = valueStart;
  let end = firstEnd;
  while (end > from && text[end - 1] === "\\" && nextLine(text, end) > end) {
    add(text.slice(from, end - 1), from, end - 1, true);
    const next = nextLine(text, end);
    add("\n", end - 1, next, false);
    from = next;
    end = lineEnd(text, from);
  }
  add(text.slice(from, end), from, end, true);
  const place = { start: valueStart, end: valueStart };
  if (segments.length === 0) segments.push({ embedded: { start: 0, end: 0 }, host: place, exact: true });
  const map = { segments };
  const query = { text: pieces.join(""), map, encode: (edits: readonly TextEdit[]) => encode(text, map, edits) };
  return { key, query, span: { start: valueStart, end }, next: nextLine(text, end) };
}

/** A line break inside a value is written as a backslash before it. */
function encode(host: string, map: EmbeddedText["map"], edits: readonly TextEdit[]): readonly TextEdit[] {
  const eol = lineBreakOf(host);
  return edits.map((edit) => {
    if (/\\\r?\n/.test(edit.text))
      throw new RangeError("a line that ends with a backslash cannot stand in a .conf value");
    return { span: toHost(map, edit.span), text: edit.text.replace(/\r?\n/g, `\\${eol}`) };
  });
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === " " || text[at] === "\t")) at++;
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

function nextLine(text: string, end: number): number {
  if (text[end] === "\r" && text[end + 1] === "\n") return end + 2;
  return end < text.length ? end + 1 : end;
}
