import type { Problem } from "#base/problem.ts";
import type { Segment, SourceMap } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";

/** `key = value` of a .conf file. */
export interface ConfSetting {
  readonly key: string;
  readonly keySpan: Span;
  /** Without the blanks around it; a line that is continued gives a line break. */
  readonly value: string;
  /** The value's source form, backslashes of continued lines included. */
  readonly valueSpan: Span;
  /** The same with the blanks behind it: an editor's cursor may stand there. */
  readonly fullSpan: Span;
}

/** A stanza; settings before the first one belong to `default`, whose name then stands nowhere. */
export interface ConfStanza {
  readonly name: string;
  readonly nameSpan: Span | undefined;
  readonly settings: readonly ConfSetting[];
}

export interface ConfFile {
  /** In the order of the file; a name that comes again is a stanza of its own. */
  readonly stanzas: readonly ConfStanza[];
  readonly problems: readonly Problem[];
}

/**
 * Reads Splunk's configuration files: `[stanza]`, `key = value`, comments on lines of their own with `#` or `;`, and
 * values that go on after a backslash at the very end of a line. Lines that are none of these are noted and passed over,
 * as Splunk does. Never throws.
 */
export function parseConf(text: string): ConfFile {
  const reader = new ConfReader(text);
  reader.read();
  return {
    stanzas: reader.stanzas.filter((s) => s.settings.length > 0 || s.nameSpan !== undefined),
    problems: reader.problems,
  };
}

interface OpenStanza extends ConfStanza {
  readonly settings: ConfSetting[];
}

class ConfReader {
  readonly stanzas: OpenStanza[];
  readonly problems: Problem[] = [];
  readonly #text: string;
  /** The first setting of each key of the stanza. */
  readonly #keys = new Map<string, ConfSetting>();
  #stanza: OpenStanza;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
    this.#stanza = { name: "default", nameSpan: undefined, settings: [] };
    this.stanzas = [this.#stanza];
  }

  read(): void {
    while (this.#at < this.#text.length) {
      const end = lineEnd(this.#text, this.#at);
      const line = trimmed(this.#text, this.#at, end);
      this.#at = nextLine(this.#text, end);
      const first = this.#text[line.start];
      if (line.start === line.end || first === "#" || first === ";") continue;
      if (first === "[") this.#openStanza(line);
      else this.#setting(line, end);
    }
  }

  #openStanza(line: Span): void {
    const close = line.start + this.#text.slice(line.start, line.end).lastIndexOf("]");
    const closed = close > line.start;
    if (!closed) {
      this.problems.push({
        code: "conf/open-stanza",
        severity: "error",
        span: line,
        message: "This stanza's name is not closed.",
        help: "End the name with ].",
        fix: { title: "Add ]", edits: [{ span: { start: line.end, end: line.end }, text: "]" }] },
      });
    }
    const nameSpan = trimmed(this.#text, line.start + 1, closed ? close : line.end);
    const name = this.#text.slice(nameSpan.start, nameSpan.end);
    this.#stanza = { name, nameSpan, settings: [] };
    this.stanzas.push(this.#stanza);
    this.#keys.clear();
  }

  #setting(line: Span, firstEnd: number): void {
    const text = this.#text;
    const equals = line.start + text.slice(line.start, line.end).indexOf("=");
    if (equals < line.start) {
      this.#strayLine(line);
      return;
    }
    const keySpan = trimmed(text, line.start, equals);
    const start = skipBlanks(text, equals + 1, firstEnd);
    let from = start;
    let end = firstEnd;
    while (goesOn(text, from, end)) {
      from = nextLine(text, end);
      end = lineEnd(text, from);
    }
    this.#at = nextLine(text, end);
    const fullSpan = { start, end };
    const value = confValue(text, fullSpan).text.trimEnd();
    const valueSpan = { start, end: Math.max(start, trimmedEnd(text, from, end)) };
    this.#add({ key: text.slice(keySpan.start, keySpan.end), keySpan, value, valueSpan, fullSpan });
  }

  #add(setting: ConfSetting): void {
    const first = this.#keys.get(setting.key);
    this.#stanza.settings.push(setting);
    if (first === undefined) {
      this.#keys.set(setting.key, setting);
      return;
    }
    this.problems.push({
      code: "conf/repeated-key",
      severity: "warning",
      span: setting.keySpan,
      message: `"${setting.key}" stands twice in this stanza; Splunk takes the last one.`,
      related: [{ span: first.keySpan, message: "the first one" }],
      help: "Keep one of the two.",
    });
  }

  #strayLine(line: Span): void {
    const before = this.#stanza.settings.at(-1);
    const gap = before === undefined ? "" : this.#text.slice(before.valueSpan.end, line.start);
    const cut = before?.value.endsWith("\\") === true && /^[ \t]+\r?\n[ \t]*$/.test(gap);
    const message = cut
      ? "This line belongs to no setting: blanks follow the backslash of the line before, which therefore does not go on."
      : "This line is no setting, and Splunk passes it over.";
    this.problems.push({
      code: "conf/stray-line",
      severity: "warning",
      span: line,
      message,
      help: cut
        ? "Remove the blanks behind the backslash."
        : 'Write "key = value", begin it with #, or end the line before with a backslash.',
    });
  }
}

/**
 * A value's text with the way back to the file: a backslash at the end of a line and the line break behind it stand for
 * one line break. `at` is the value's full span.
 */
export function confValue(text: string, at: Span): { readonly text: string; readonly map: SourceMap } {
  const segments: Segment[] = [];
  let value = "";
  const add = (piece: string, start: number, end: number, exact: boolean) => {
    const embedded = { start: value.length, end: value.length + piece.length };
    segments.push({ embedded, host: { start, end }, exact });
    value += piece;
  };
  let from = at.start;
  let end = Math.min(lineEnd(text, from), at.end);
  while (end < at.end && goesOn(text, from, end)) {
    if (end - 1 > from) add(text.slice(from, end - 1), from, end - 1, true);
    from = nextLine(text, end);
    add("\n", end - 1, from, false);
    end = Math.min(lineEnd(text, from), at.end);
  }
  if (end > from || segments.length === 0) add(text.slice(from, end), from, end, true);
  return { text: value, map: { segments } };
}

/** Whether the line from `from` up to `end` goes on with the next one. */
function goesOn(text: string, from: number, end: number): boolean {
  return end > from && text[end - 1] === "\\" && nextLine(text, end) > end;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === " " || text[at] === "\t")) at++;
  return at;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && (text[at - 1] === " " || text[at - 1] === "\t")) at--;
  return at;
}

function trimmed(text: string, from: number, end: number): Span {
  const start = skipBlanks(text, from, end);
  return { start, end: trimmedEnd(text, start, end) };
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
