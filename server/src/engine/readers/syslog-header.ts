import type { Span } from "#base/span.ts";
import { parseEventTime } from "./event-time.ts";
import type { ReadInput } from "./read-input.ts";
import type { LineValues, ValueList } from "./value-fields.ts";

const FACILITIES =
  "kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0 local1 local2 local3 local4 local5 local6 local7".split(
    " ",
  );
const SEVERITIES = "emerg alert crit err warning notice info debug".split(" ");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
/** RFC 6587: the length of the message before it. */
const COUNT = /^\d{1,6} (?=<\d{1,3}>\d)/;
const PRIORITY = /^<(\d{1,3})>/;
const NEW_HEAD = /([1-9]\d{0,2}) (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (?=[-[])/y;
const OLD_TIME =
  /\s?((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?: ?\d|\d\d)(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,6})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?) ?/y;
const TAG = /([^\s:[\]]{1,64})(?:\[([^\]\s]{0,64})\])?: ?/y;
const HOST = /([\w.:-]{1,255}) +/y;
const PARAMETER = / ([^\s="\]]{1,32})="([^"\\]*(?:\\.[^"\\]*){0,50000})"/y;
const BLOCK = /\[([^\s="\]]{1,32})/y;

/** What stands before a syslog message. */
export interface SyslogHeader {
  /** RFC 5424, RFC 3164 with its priority, or without it as daemons write files. */
  readonly form: "new" | "old" | "file" | "iso-file";
  readonly time: LineValues["time"];
  /** Where the message begins. */
  readonly message: number;
}

/**
 * Reads a syslog header (RFC 5424, else RFC 3164) and puts its fields into the list: priority, facility and severity by
 * name, host, process, pid, for RFC 5424 msgid and the parameters of structured data. Null when the text has no header.
 */
export function readSyslogHeader(text: string, input: ReadInput, into: ValueList): SyslogHeader | null {
  const counted = COUNT.exec(text)?.[0].length ?? 0;
  const priority = PRIORITY.exec(text.slice(counted));
  const start = counted + (priority?.[0].length ?? 0);
  const header =
    (priority === null ? null : newHeader(text, start, input, into)) ?? oldHeader(text, start, input, into);
  if (header === null || priority === null) return header;
  const [, digits = ""] = priority;
  const code = Number(digits);
  const at: Span = { start: counted + 1, end: counted + 1 + digits.length };
  if (code <= 191) {
    into.add("priority", at.start, at.end);
    into.addConverted("facility", at.start, at.end, FACILITIES[code >> 3] ?? "");
    into.addConverted("severity", at.start, at.end, SEVERITIES[code & 7] ?? "");
  }
  return header.form === "new" ? header : { ...header, form: "old" };
}

function newHeader(text: string, start: number, input: ReadInput, into: ValueList): SyslogHeader | null {
  NEW_HEAD.lastIndex = start;
  const head = NEW_HEAD.exec(text);
  if (head === null) return null;
  const [whole, version = "", written = "", ...names] = head;
  const stamp = start + version.length + 1;
  let at = stamp + written.length + 1;
  for (const [index, word] of names.entries()) {
    const field = ["host", "process", "pid", "msgid"][index];
    if (field !== undefined && word !== "-") into.add(field, at, at + word.length);
    at += word.length + 1;
  }
  const after = structuredData(text, start + whole.length, into);
  if (after === null) return null;
  const message = text[after] === " " ? after + 1 : after;
  return {
    form: "new",
    time: timeAt(text, stamp, written, input),
    message: text[message] === "\ufeff" ? message + 1 : message,
  };
}

/** The end of the structured data; null when it is none. */
function structuredData(text: string, start: number, into: ValueList): number | null {
  if (text[start] === "-") return start + 1;
  let at = start;
  while (text[at] === "[") {
    BLOCK.lastIndex = at;
    const block = BLOCK.exec(text);
    if (block === null) return null;
    at += block[0].length;
    for (;;) {
      PARAMETER.lastIndex = at;
      const parameter = PARAMETER.exec(text);
      if (parameter === null) break;
      const [whole, name = "", value = ""] = parameter;
      at += whole.length;
      into.addEscaped(name, at - 1 - value.length, at - 1, (mark) => (/["\\\]]/.test(mark) ? mark : null));
    }
    if (text[at] !== "]") return null;
    at += 1;
  }
  return at;
}

function oldHeader(text: string, start: number, input: ReadInput, into: ValueList): SyslogHeader | null {
  OLD_TIME.lastIndex = start;
  const stamp = OLD_TIME.exec(text);
  if (stamp === null) return null;
  const [whole, written = ""] = stamp;
  let at = start + whole.length;
  const lead = whole.length - whole.trimStart().length;
  const time = timeAt(text, start + lead, written, input);
  const tagged = (): boolean => {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) return false;
    const [found, name = "", pid] = tag;
    into.add("process", at, at + name.length);
    if (pid !== undefined) into.add("pid", at + name.length + 1, at + name.length + 1 + pid.length);
    at += found.length;
    return true;
  };
  // The host may be left out: then the tag follows at once.
  if (!tagged()) {
    HOST.lastIndex = at;
    const host = HOST.exec(text);
    if (host === null) return null;
    const [found, name = ""] = host;
    into.add("host", at, at + name.length);
    at += found.length;
    tagged();
  }
  return { form: /^\d/.test(written) ? "iso-file" : "file", time, message: at };
}

function timeAt(text: string, start: number, written: string, input: ReadInput): LineValues["time"] {
  const place = { span: { start, end: start + written.length }, text: text.slice(start, start + written.length) };
  const epoch = /^\d/.test(written) ? parseEventTime(written, input.timeZone) : syslogTime(written, input);
  return epoch === null ? null : { epoch, place };
}

const DAY = 86_400;

/**
 * `Mmm dd [yyyy] hh:mm:ss` as epoch seconds. Without a year it is the last such day up to a day after now; null when it is
 * not known what now is.
 */
export function syslogTime(written: string, { timeZone, now }: Pick<ReadInput, "timeZone" | "now">): number | null {
  const match = /^(\w{3}) {1,2}(\d{1,2})(?: (\d{4}))? (\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(written);
  if (match === null) return null;
  const [, name = "", day = "", year, clock = ""] = match;
  const month = String(MONTHS.indexOf(name) + 1).padStart(2, "0");
  const of = (in_: number | string): number | null =>
    parseEventTime(`${in_}-${month}-${day.padStart(2, "0")}T${clock}`, timeZone);
  if (year !== undefined) return of(year);
  if (now === undefined) return null;
  const current = new Date(now * 1000).getUTCFullYear();
  for (const guess of [current + 1, current, current - 1]) {
    const epoch = of(guess);
    if (epoch !== null && epoch <= now + DAY) return epoch;
  }
  return null;
}
