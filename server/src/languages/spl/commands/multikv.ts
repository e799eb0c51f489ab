import { openFields } from "#events/field-set.ts";
import { toText } from "#events/value.ts";
import { expandRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { clauseFields, option } from "../parts.ts";
import { fieldNames, optionBool, optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** A column: its name and where the header stands. */
interface Column {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function words(line: string): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  return [...line.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The cells of a line: one for one when the counts agree, otherwise by the place under the header. */
function cells(line: string, columns: readonly Column[]): ReadonlyMap<string, string> {
  const found = words(line);
  if (found.length === columns.length) {
    return new Map(found.map(({ text }, index) => [columns[index]?.name ?? "", text] as const));
  }
  const made = new Map<string, string>();
  for (const { text, start, end } of found) {
    const under = columns.find((column) => start < column.end && end > column.start);
    const column = under ?? columns.findLast((each) => each.start <= start) ?? columns[0];
    if (column === undefined) continue;
    const before = made.get(column.name);
    made.set(column.name, before === undefined ? text : `${before} ${text}`);
  }
  return made;
}

export const multikv = defineCommand({
  name: "multikv",
  type: "distributable streaming",
  summary: "Makes one row of each line of a table in `_raw`; the header line names the fields.",
  details:
    "The first line that is not empty is the header unless forceheader gives its number or noheader=t numbers the columns. A row's " +
    "`_raw` is its line. An event without a table passes unchanged unless it has none but a header.",
  grammar: {
    conf: option("conf", "string", "A stanza of multikv.conf; not used here."),
    copyattrs: option("copyattrs", "bool", "Copy the event's other fields.", "true"),
    forceheader: option("forceheader", "int", "The number of the header line, from 1."),
    multitable: option("multitable", "bool", "Several tables in one event; no effect here.", "true"),
    noheader: option("noheader", "bool", "There is no header: columns are named Column_1 and so on.", "false"),
    rmorig: option("rmorig", "bool", "Leave the event itself out.", "true"),
    fields: clauseFields(["fields"], "read", "Only these columns."),
    filter: clauseFields(["filter"], "read", "Only lines that hold one of these words."),
  },
  flow: (_args, before) => openFields(before),
  plan: (args) => {
    if (args.conf !== undefined) {
      return refuse("unsupported-argument", args.conf.span, "Stanzas of multikv.conf are not known here.");
    }
    const only = args.fields === undefined ? undefined : new Set(fieldNames(args.fields));
    const terms = fieldNames(args.filter).map((term) => term.toLowerCase());
    const noheader = optionBool(args.noheader, false);
    const forced = optionNumber(args.forceheader, 0);
    return expandRows(() => (row, into) => {
      const lines = (toText(row.get("_raw")) ?? "").split(/\r?\n/);
      const at = noheader ? -1 : forced > 0 ? forced - 1 : lines.findIndex((line) => line.trim() !== "");
      const body = lines.slice(at + 1).filter((line) => line.trim() !== "");
      const header = noheader
        ? words(body[0] ?? "").map(({ start, end }, index) => ({ name: `Column_${index + 1}`, start, end }))
        : words(lines[at] ?? "").map(({ text, start, end }) => ({ name: text.replace(/[^\w.%-]/g, "_"), start, end }));
      if (header.length === 0 || body.length === 0 || !optionBool(args.rmorig, true)) into.push(row);
      for (const line of header.length === 0 ? [] : body) {
        const lower = line.toLowerCase();
        if (terms.length > 0 && !terms.some((term) => lower.includes(term))) continue;
        const made = optionBool(args.copyattrs, true) ? row.copy() : row.copy().pick(["_time"]);
        made.set("_raw", line);
        for (const [name, text] of cells(line, header)) if (only === undefined || only.has(name)) made.set(name, text);
        into.push(made);
      }
    });
  },
  examples: [
    {
      spl: "multikv | table PID CMD",
      in: [{ _raw: "PID  CMD\n1    init\n20   sshd" }],
      out: [
        { PID: "1", CMD: "init" },
        { PID: "20", CMD: "sshd" },
      ],
    },
  ],
});
