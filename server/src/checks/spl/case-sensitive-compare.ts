import { replace } from "#base/text-edit.ts";
import { type Comparison, comparisonOf } from "#semantics/spl/comparison.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { fieldsHere } from "../support/fields-here.ts";
import { evalName, likeAny, quoted } from "../support/fixes.ts";

/** Contents whose spelling varies from event to event. */
const VARIES: ReadonlySet<string> = new Set(["full-path", "base-name", "command-line", "account", "qualified-account"]);

export const caseSensitiveCompare = defineCheck({
  id: "spl/case-sensitive-compare",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "`where` or `eval` compares a name, path, command line or account with regard to case.",
  why: "Windows ignores case, and events hold what was typed: `WMIC.exe`, `wmic.EXE`. Comparisons in eval and where are case-sensitive; `search` is not.",
  on: ["binary", "in-expr", "call"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || comparison.through !== undefined || comparison.op === "range") return;
    const info = ctx.analytic.flow.field(fieldsHere(ctx, node), comparison.field);
    if (info.casing !== "as-is" || info.content === undefined || !VARIES.has(info.content)) return;
    if (info.domain.kind === "set") return;
    if (!comparison.values.some(({ text }) => hasLetters(text, comparison)) || isOtherwiseWrong(comparison)) return;
    const report = ctx.report(
      comparison.span,
      `${comparison.written} regards case here, and ${comparison.field} comes in any spelling.`,
    );
    const text = ignoringCase(comparison, ctx);
    if (text !== undefined) report.fix("Ignore case", replace(comparison.span, text), true);
  },
  examples: {
    good: [
      'index=x | where like(lower(CommandLine),"%wmic%")',
      'index=x CommandLine="*WMIC*"',
      'index=x | where match(CommandLine,"(?i)wmic")',
      'index=x | eval CommandLine=lower(CommandLine) | where like(CommandLine,"%wmic%")',
      'index=x | where CommandLine="*a*"',
    ],
    bad: [
      {
        spl: 'index=x | where «like(CommandLine,"%wmic%")»',
        fixed: 'index=x | where like(lower(CommandLine),"%wmic%")',
      },
      {
        spl: 'index=x | where «CommandLine LIKE "%Create%"»',
        fixed: 'index=x | where like(lower(CommandLine),"%create%")',
      },
      { spl: 'index=x | where «match(CommandLine,"wmic")»', fixed: 'index=x | where match(CommandLine,"(?i)wmic")' },
      {
        spl: String.raw`index=x | where «Image="C:\\Windows\\notepad.exe"»`,
        fixed: String.raw`index=x | where lower(Image)="c:\\windows\\notepad.exe"`,
      },
    ],
  },
});

function hasLetters(text: string, { op }: Comparison): boolean {
  if (op !== "match") return /[A-Za-z]/.test(text);
  if (/\(\?[a-z]*i/.test(text) || /\[[A-Za-z]{2}\]/.test(text)) return false;
  return /[A-Za-z]/.test(text.replace(/\\./g, ""));
}

/** like-with-star and where-equals-with-wildcard say what is worse. */
function isOtherwiseWrong({ op, values }: Comparison): boolean {
  if (op === "like") return values.some(({ text }) => text.includes("*") && !text.includes("%"));
  return op === "equals" && values.some(({ text }) => text.length > 1 && /^\*|\*$/.test(text));
}

function ignoringCase(comparison: Comparison, ctx: CheckContext): string | undefined {
  if (comparison.partial) return undefined;
  const { op, values, written, field } = comparison;
  const subject = `lower(${evalName(field)})`;
  const lower = values.map(({ text }) => text.toLowerCase());
  if (op === "like") return likeAny(subject, lower);
  if (op === "match") {
    const [pattern] = values;
    const text = pattern && ctx.slice(pattern.span);
    return text?.startsWith('"') ? `match(${evalName(field)},"(?i)${text.slice(1)})` : undefined;
  }
  if (written === "=" || written === "!=") return `${subject}${written}${quoted(lower[0] ?? "")}`;
  const negation = comparison.negated ? "NOT " : "";
  return `${negation}${subject} IN (${lower.map(quoted).join(", ")})`;
}
