import type { Span } from "#base/span.ts";
import { parseEventTime } from "./event-time.ts";
import type { ReadInput } from "./read-input.ts";
import { readSyslogHeader, syslogTime } from "./syslog-header.ts";
import { type LineValues, ValueList } from "./value-fields.ts";

const START = /\bCEF: ?(\d{1,2}(?:\.\d)?)\|/;
/** The names that Splunk's CEF add-on gives the header, and those of the format itself. */
const HEADER: readonly (readonly [string, string])[] = [
  ["cef_vendor", "deviceVendor"],
  ["cef_product", "deviceProduct"],
  ["cef_version", "deviceVersion"],
  ["cef_signature", "deviceEventClassId"],
  ["cef_name", "name"],
  ["cef_severity", "severity"],
];
const KEY = /(?:^|\s)([A-Za-z_][\w.[\]-]*)=/g;
const TIMES = ["rt", "deviceReceiptTime", "end", "start"];

/**
 * Finds a CEF event in a line; null when there is none. The values are read when the result is called: those of the header,
 * of a syslog header before it, of the extension with its escapes, and of `cs1` and the like also under the name that
 * `cs1Label` gives them.
 */
export function readCef(text: string, input: ReadInput): (() => LineValues) | null {
  const start = START.exec(text);
  if (start === null) return null;
  const parts = headerParts(text, start.index + start[0].length);
  if (parts === null) return null;
  return () => {
    const list = new ValueList(text);
    const version = start[1] ?? "";
    const at = start.index + start[0].length - 1 - version.length;
    list.add("cef_cefVersion", at, at + version.length);
    for (const [index, { start: from, end }] of parts.entries()) {
      const decode = (mark: string) => (mark === "|" || mark === "\\" ? mark : null);
      for (const name of HEADER[index] ?? []) if (end > from) list.addEscaped(name, from, end, decode);
    }
    addExtension(text, (parts.at(-1)?.end ?? text.length) + 1, list);
    addLabelled(list);
    const before = text.slice(0, start.index);
    const header = readSyslogHeader(before, input, list);
    return { values: list.values, time: header?.time ?? ownTime(list, input), inner: null };
  };
}

/** The six parts behind the version; null when there are fewer. */
function headerParts(text: string, from: number): readonly Span[] | null {
  const parts: Span[] = [];
  let start = from;
  for (let at = from; at < text.length && parts.length < HEADER.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "|") {
      parts.push({ start, end: at });
      start = at + 1;
    }
  }
  // Without an extension the last part may end with the line.
  if (parts.length === HEADER.length - 1 && start < text.length) parts.push({ start, end: text.length });
  return parts.length === HEADER.length ? parts : null;
}

function addExtension(text: string, from: number, list: ValueList): void {
  const extension = text.slice(from);
  const keys: { readonly name: string; readonly value: number; readonly start: number }[] = [];
  for (const match of extension.matchAll(KEY)) {
    const [whole, name = ""] = match;
    keys.push({ name, value: from + match.index + whole.length, start: from + match.index });
  }
  for (const [index, { name, value }] of keys.entries()) {
    const next = keys[index + 1]?.start ?? text.length;
    let end = Math.max(value, next);
    while (end > value && text[end - 1] === " ") end--;
    if (end > value) list.addEscaped(name, value, end, decodeExtension);
  }
}

function decodeExtension(mark: string): string | null {
  if (mark === "n") return "\n";
  if (mark === "r") return "\r";
  return mark === "=" || mark === "\\" ? mark : null;
}

function addLabelled(list: ValueList): void {
  for (const [name, [label]] of [...list.values]) {
    if (label === undefined || !name.endsWith("Label")) continue;
    const [value] = list.values.get(name.slice(0, -"Label".length)) ?? [];
    if (value !== undefined) list.put(label.text.replace(/\W+/g, "_"), value);
  }
}

function ownTime(list: ValueList, input: ReadInput): LineValues["time"] {
  for (const name of TIMES) {
    const [place] = list.values.get(name) ?? [];
    if (place === undefined) continue;
    const epoch = parseEventTime(place.text, input.timeZone) ?? syslogTime(place.text, input);
    if (epoch !== null) return { epoch, place };
  }
  return null;
}
