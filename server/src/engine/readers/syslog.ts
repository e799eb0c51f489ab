import { LINUX_SYSMON } from "../windows/profile.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { headLines } from "./encoding.ts";
import { lineEvents } from "./line-events.ts";
import { spansOfLocated } from "./located-fields.ts";
import { fieldsOfRaw } from "./raw-fields.ts";
import type { ReadInput } from "./read-input.ts";
import type { Reader } from "./reader.ts";
import { readSyslogHeader, type SyslogHeader } from "./syslog-header.ts";
import { type LineValues, ValueFields, ValueList } from "./value-fields.ts";

const CERTAINTY: Readonly<Record<SyslogHeader["form"], number>> = { new: 0.92, old: 0.9, file: 0.7, "iso-file": 0.58 };
const PLAIN: ReadInput = {
  sampleName: "",
  sample: 0,
  windowsProfile: "xml",
  timeZone: "UTC",
  defaults: {},
  jsonNull: "text",
};

/**
 * Syslog, one message a line (RFC 5424, RFC 3164, and what daemons write into files). A message that is JSON or holds
 * key=value pairs has those as fields. A line without a header is an event too, as Splunk's syslog sourcetype has it.
 */
export const syslog: Reader = {
  id: "syslog",
  title: "syslog",
  extensions: [".log", ".syslog"],

  detect(head: Uint8Array): number {
    const lines = headLines(head);
    const forms = lines.flatMap((line) => formOf(line) ?? []);
    const [first] = forms;
    if (first === undefined || forms.length < lines.length * 0.8) return 0;
    return CERTAINTY[first];
  },

  read: lineEvents((text, input) => new ValueFields(text, input, "syslog", () => valuesOf(text, input))),

  spansOf: spansOfLocated,
};

function valuesOf(text: string, input: ReadInput): LineValues {
  const list = new ValueList(text);
  const header = readSyslogHeader(text, input, list);
  const offset = header?.message ?? 0;
  const inner = { fields: fieldsOfRaw(text.slice(offset), input), offset };
  const time = header?.time ?? null;
  if (!(inner.fields instanceof WindowsFields)) return { values: list.values, time, inner };
  // A Windows event tells its time to the second's parts, and its year; the relay's header does not.
  return { values: list.values, time: inner.fields.time === null ? time : null, inner, ...linuxSysmon(inner.fields) };
}

/** Sysmon for Linux has a source and a sourcetype of its own, though syslog carries it. */
function linuxSysmon(fields: WindowsFields): Pick<LineValues, "said"> {
  if (fields.channel !== LINUX_SYSMON) return {};
  const [source, sourcetype] = [fields.get("source"), fields.get("sourcetype")];
  return { said: { source: String(source), sourcetype: String(sourcetype) } };
}

/** How a line is syslog; null when it is not. A time and words alone are not: any program writes that. */
function formOf(line: string): SyslogHeader["form"] | null {
  const list = new ValueList(line);
  const form = readSyslogHeader(line, PLAIN, list)?.form ?? null;
  return form === "iso-file" && !list.values.has("process") ? null : form;
}
