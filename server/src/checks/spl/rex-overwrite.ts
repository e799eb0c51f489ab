import { nameOrigins } from "#semantics/spl/name-origins.ts";
import { defineCheck } from "../define.ts";
import { closedKinds } from "../support/kinds.ts";
import { patternOf } from "../support/patterns.ts";

export const rexOverwrite = defineCheck({
  id: "spl/rex-overwrite",
  severity: "information",
  grade: "likely",
  preset: "all",
  summary: "A group of rex has the name of a field of the event.",
  why: "The event's own value is lost where the pattern matches, and kept elsewhere.",
  on: "literal",
  check(node, ctx) {
    const pattern = patternOf(node, ctx);
    if (pattern?.where !== "rex") return;
    const fields = ctx.before();
    if (fields.events === null || closedKinds(fields.events) === undefined) return;
    for (const match of pattern.text.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g)) {
      const name = match[1] ?? "";
      const info = ctx.field(name);
      if (
        info.presence === "absent" ||
        !nameOrigins(ctx.catalog).isEventField(name) ||
        info.provenance.kind !== "event"
      )
        continue;
      ctx.report(node.span, `The group ${name} overwrites the event's own ${name}.`);
      return;
    }
  },
  examples: {
    good: [
      String.raw`index=x | rex "(?<CommandLine>\S+)"`,
      String.raw`index=x source="XmlWinEventLog:Security" EventCode=4688 | rex field=CommandLine "(?<first>\S+)"`,
    ],
    bad: [
      {
        spl: String.raw`index=x source="XmlWinEventLog:Security" EventCode=4688 | rex field=CommandLine «"(?<NewProcessName>\S+)"»`,
      },
    ],
  },
});
