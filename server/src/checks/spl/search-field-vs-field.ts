import { replace } from "#base/text-edit.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { isBaseSearch } from "../support/stages.ts";

/** Names of fields that no one would look for as a text. */
const PLAIN: ReadonlySet<string> = new Set([
  "src",
  "dest",
  "src_ip",
  "dest_ip",
  "src_user",
  "dest_host",
  "src_host",
  "firstTime",
  "lastTime",
]);

export const searchFieldVsField = defineCheck({
  id: "spl/search-field-vs-field",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "`search` compares a field with a text that is the name of another field.",
  why: "The right side of a comparison in search is always text: `search src=dest` looks for the four letters dest. `where` compares two fields.",
  on: "search-compare",
  check(node, ctx) {
    if (node.value.kind !== "search-value" || node.field.kind !== "field") return;
    const { text, quoted } = node.value;
    if (quoted || !/^[A-Za-z_]\w*$/.test(text) || text.toLowerCase() === node.field.name.toLowerCase()) return;
    if (!isField(text, ctx)) return;
    const report = ctx.report(node.span, `${text} is taken as text here; search never compares two fields.`);
    if (
      ctx.stage.command === "search" &&
      ctx.stage.parts.length === 1 &&
      ctx.stage.parts[0] === node &&
      !isBaseSearch(ctx.stage, ctx.pipeline) &&
      ctx.stage.nameSpan !== undefined
    ) {
      report.fix("Compare with where", replace(ctx.stage.nameSpan, "where"));
    }
  },
  examples: {
    good: ["index=x | where src=dest", 'index=x src="dest"', "index=x action=blocked", "index=x user=admin"],
    bad: [{ spl: "index=x | search «src=dest»", fixed: "index=x | where src=dest" }],
  },
});

/** A field made by the search, or a name that is no word. */
function isField(name: string, ctx: CheckContext): boolean {
  const written = ctx.before().written.get(name);
  if (written !== undefined && written.presence !== "absent" && written.provenance.kind !== "event") return true;
  return PLAIN.has(name);
}
