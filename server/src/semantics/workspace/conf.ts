import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";

/** `key = value` of a .conf file. */
export interface ConfSetting {
  readonly key: string;
  readonly keySpan: Span;
  /** Without the blanks around it; a line that is continued gives a line break. */
  readonly value: string;
  /** The value's source form, backslashes of continued lines included. */
  readonly valueSpan: Span;
}

/** A stanza; settings before the first one belong to `default`, whose name then stands nowhere. */
export interface ConfStanza {
  readonly name: string;
  readonly nameSpan: Span;
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
  return { stanzas: reader.stanzas.filter((s) => s.settings.length > 0 || s.explicit), problems: reader.problems };
}

interface OpenStanza extends ConfStanza {
  readonly settings: ConfSetting[];
  readonly explicit: boolean;
}

class ConfReader {
  readonly stanzas: OpenStanza[];
  readonly problems: Problem[] = [];
  readonly #text: string;
  #stanza: OpenStanza;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
    this.#stanza = { name: "default", nameSpan: { start: 0, end: 0 }, settings: [], explicit: false };
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
    const close = this.#text.lastIndexOf("]", line.end - 1);
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
    this.#stanza = { name, nameSpan, settings: [], explicit: true };
    this.stanzas.push(this.#stanza);
  }

  #setting(line: Span, firstEnd: number): void {
    const text = this.#text;
    const equals = text.indexOf("=", line.start);
    if (equals < 0 || equals >= line.end) {
      this.#strayLine(line);
      return;
    }
    const keySpan = trimmed(text, line.start, equals);
    const lines: string[] = [];
    let from = skipBlanks(text, equals + 1, firstEnd);
    const start = from;
    let end = firstEnd;
    while (end > from && text[end - 1] === "\\" && nextLine(text, end) > end) {
      lines.push(text.slice(from, end - 1));
      from = nextLine(text, end);
      end = lineEnd(text, from);
    }
    this.#at = nextLine(text, end);
    const last = trimmedEnd(text, from, end);
    lines.push(text.slice(from, last));
    const value = lines.join("\n").trimEnd();
    this.#add({
      key: text.slice(keySpan.start, keySpan.end),
      keySpan,
      value,
      valueSpan: { start, end: Math.max(start, last) },
    });
  }

  #add(setting: ConfSetting): void {
    const first = this.#stanza.settings.find((other) => other.key === setting.key);
    this.#stanza.settings.push(setting);
    if (first === undefined) return;
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
