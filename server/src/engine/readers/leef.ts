import { headLines } from "./encoding.ts";
import { parseEventTime } from "./event-time.ts";
import { lineEvents } from "./line-events.ts";
import { spansOfLocated } from "./located-fields.ts";
import type { ReadInput } from "./read-input.ts";
import type { Reader } from "./reader.ts";
import { readSyslogHeader } from "./syslog-header.ts";
import { type LineValues, ValueFields, ValueList } from "./value-fields.ts";

/** Version, vendor, product, version of the product, id of the event; LEEF 2.0 may name the separator then. */
const HEAD = /\bLEEF:(1\.0|2\.0)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|/;
const PARTS = ["leef_version", "leef_vendor", "leef_product", "leef_product_version", "leef_event_id"];
const SEPARATOR = /([^|\s=]|(?:0?x)([0-9a-fA-F]{1,4}))?\|/y;

/** IBM's Log Event Extended Format, one event a line, also behind a syslog header. */
export const leef: Reader = {
  id: "leef",
  title: "LEEF",
  extensions: [".leef", ".log"],

  detect(head: Uint8Array): number {
    const lines = headLines(head);
    if (lines.length === 0) return 0;
    return lines.filter((line) => HEAD.test(line.slice(0, 600))).length >= lines.length * 0.8 ? 0.95 : 0;
  },

  read: lineEvents((text, input) => {
    const head = HEAD.exec(text);
    if (head === null)
      return "The line is not LEEF: it has no `LEEF:1.0|` or `LEEF:2.0|` with four more parts separated by `|`.";
    return new ValueFields(text, input, "leef", () => valuesOf(text, head, input));
  }),

  spansOf: spansOfLocated,
};

function valuesOf(text: string, head: RegExpExecArray, input: ReadInput): LineValues {
  const list = new ValueList(text);
  let at = head.index + "LEEF:".length;
  for (const [index, name] of PARTS.entries()) {
    const end = at + (head[index + 1]?.length ?? 0);
    list.add(name, at, end);
    at = end + 1;
  }
  const { separator, from } = separatorOf(text, at, head[1] === "2.0");
  addAttributes(text, from, separator, list);
  const header = readSyslogHeader(text.slice(0, head.index), input, list);
  return { values: list.values, time: ownTime(list, input) ?? header?.time ?? null, inner: null };
}

/** What stands between attributes, a tab unless LEEF 2.0 says otherwise, and where they begin. */
function separatorOf(text: string, at: number, named: boolean): { readonly separator: string; readonly from: number } {
  SEPARATOR.lastIndex = at;
  const match = named ? SEPARATOR.exec(text) : null;
  if (match === null) return { separator: "\t", from: at };
  const code = match[2] === undefined ? undefined : Number.parseInt(match[2], 16);
  const separator = code === undefined ? (match[1] ?? "\t") : String.fromCharCode(code);
  return { separator, from: at + match[0].length };
}

function addAttributes(text: string, from: number, separator: string, list: ValueList): void {
  for (let at = from; at < text.length; ) {
    const next = text.indexOf(separator, at);
    const end = next < 0 ? text.length : next;
    const equals = text.indexOf("=", at);
    const name = equals < 0 || equals >= end ? "" : text.slice(at, equals).trim();
    if (/^[\w.-]+$/.test(name)) list.add(name, equals + 1, end);
    at = end + separator.length;
  }
}

/** `devTime` says when it happened, in epochs or in words; forms that `devTimeFormat` alone explains are left to the header. */
function ownTime(list: ValueList, input: ReadInput): LineValues["time"] {
  const [place] = list.values.get("devTime") ?? [];
  const epoch = place === undefined ? null : parseEventTime(place.text, input.timeZone);
  return place === undefined || epoch === null ? null : { epoch, place };
}
