import { nameOrigins } from "#semantics/spl/name-origins.ts";
import { defineCheck } from "../define.ts";

export const renameMerge = defineCheck({
  id: "spl/rename-merge",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "rename gives a field the name of another one that is there.",
  why: "The other field is overwritten, with null too where the renamed one is null. `coalesce()` takes whichever is there.",
  on: "rename-pair",
  check(node, ctx) {
    const { from, to } = node;
    if (to.kind !== "field" || from.wildcard || to.wildcard || from.name === to.name) return;
    const fields = ctx.before();
    const target = ctx.field(to.name);
    if (target.presence === "absent") return;
    // In open sets only a field that the search itself has made, or that every event has, is surely there.
    const written = fields.written.get(to.name);
    const made = written !== undefined && written.provenance.kind !== "unknown";
    const ofEvent = fields.events !== null && !fields.events.open && nameOrigins(ctx.catalog).isEventField(to.name);
    if (!made && !ofEvent) return;
    if (ctx.stage.parts.some((part) => part.kind === "rename-pair" && part !== node && part.from.name === to.name))
      return;
    ctx.report(node.span, `${to.name} is there already and is overwritten by ${from.name}, with null too.`);
  },
  examples: {
    good: [
      "index=x | rename a AS b",
      "index=x | stats count AS n by a | rename n AS total",
      "index=x | eval b=1 | rename b AS c, a AS b",
    ],
    bad: [{ spl: "index=x | stats count AS n, dc(a) AS d by b | rename «n AS d»" }],
  },
});
