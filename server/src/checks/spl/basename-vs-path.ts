import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";

const NAMES: ReadonlySet<string> = new Set([
  "process_name",
  "parent_process_name",
  "original_file_name",
  "file_name",
  "OriginalFileName",
]);

export const basenameVsPath = defineCheck({
  id: "spl/basename-vs-path",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A field that holds a file's name is compared with a path.",
  why: "`process_name`, `file_name` and the like hold the last part of the path only, so a value with a backslash never equals them. The path is in `process_path`, `file_path`.",
  on: ["search-compare", "search-in", "binary", "in-expr"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || (comparison.op !== "search" && comparison.op !== "equals")) return;
    const name = comparison.field.split(".").at(-1) ?? "";
    const { provenance, content } = ctx.field(comparison.field);
    if (provenance.kind === "eval" || provenance.kind === "rex") return;
    if (content !== "base-name" && !NAMES.has(name)) return;
    const [first] = comparison.values.filter(({ text }) => text.includes("\\"));
    if (first === undefined) return;
    ctx.report(
      comparison.values.length === 1 ? comparison.span : first.span,
      `${comparison.field} holds the name of a file without its path; ${ctx.slice(first.span)} never equals it.`,
    );
  },
  examples: {
    good: ["index=x process_name=wmic.exe", String.raw`index=x process_path="*\\wmic.exe"`],
    bad: [{ spl: String.raw`index=x «process_name="*\\wmic.exe"»` }],
  },
});
