import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { evalName } from "../support/fixes.ts";

export const tstatsPrefixLeft = defineCheck({
  id: "spl/tstats-prefix-left",
  severity: "information",
  grade: "proved",
  preset: "essential",
  summary: "A field of a data model is read by its bare name while it still has the dataset's name before it.",
  why: "tstats gives `Processes.dest`; the bare `dest` is null until a rename, or the macro drop_dm_object_name, has taken the prefix off.",
  on: ["field-expr", "field"],
  check(node, ctx) {
    if (ctx.stage.command === "tstats" || node.name.includes(".") || node.name.includes("*")) return;
    if (node.kind === "field" && node.access === "write") return;
    const fields = ctx.before();
    if (fields.open || fields.events !== null || ctx.field(node.name).presence !== "absent") return;
    const prefixed = [...fields.written].find(
      ([name, info]) => info.presence !== "absent" && name.endsWith(`.${node.name}`) && /^[A-Z]\w*\.[^.]+$/.test(name),
    );
    if (prefixed === undefined) return;
    const [name] = prefixed;
    ctx
      .report(node.span, `${node.name} is named ${name} here.`)
      .fix(`Change to ${name}`, replace(node.span, node.kind === "field-expr" ? evalName(name) : name));
  },
  examples: {
    good: [
      '| tstats count from datamodel=Endpoint.Processes by Processes.dest | `drop_dm_object_name(Processes)` | where dest="a"',
      "| tstats count from datamodel=Endpoint.Processes by Processes.dest | search Processes.dest=a",
    ],
    bad: [
      {
        spl: '| tstats count from datamodel=Endpoint.Processes by Processes.dest | where «dest»="a"',
        fixed: "| tstats count from datamodel=Endpoint.Processes by Processes.dest | where 'Processes.dest'=\"a\"",
      },
    ],
  },
});
