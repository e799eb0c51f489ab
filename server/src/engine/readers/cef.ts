import { readCef } from "./cef-values.ts";
import { headLines } from "./encoding.ts";
import { lineEvents } from "./line-events.ts";
import { spansOfLocated } from "./located-fields.ts";
import type { Reader } from "./reader.ts";
import { ValueFields } from "./value-fields.ts";

const CEF = /^(?:<\d{1,3}>|[\w<]).*?\bCEF: ?\d{1,2}(?:\.\d)?\||^CEF: ?\d/;

/** ArcSight's Common Event Format, one event a line, also behind a syslog header. */
export const cef: Reader = {
  id: "cef",
  title: "CEF",
  extensions: [".cef", ".log"],

  detect(head: Uint8Array): number {
    const lines = headLines(head);
    if (lines.length === 0) return 0;
    return lines.filter((line) => CEF.test(line.slice(0, 600))).length >= lines.length * 0.8 ? 0.95 : 0;
  },

  read: lineEvents((text, input) => {
    const values = readCef(text, input);
    if (values === null) return "The line is not CEF: it has no `CEF:n|` with seven parts separated by `|`.";
    return new ValueFields(text, input, "cef", values);
  }),

  spansOf: spansOfLocated,
};
