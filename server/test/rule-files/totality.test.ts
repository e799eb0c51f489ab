import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Span } from "#base/span.ts";
import { applyEdits } from "#base/text-edit.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import type { RuleFormat } from "#semantics/rule/rule-file.ts";

const formats: readonly RuleFormat[] = ["markdown", "spl", "security-content", "rulehound", "savedsearches", "sigma"];
const part = fc.constantFrom(
  ...["```", "``` ", "```spl", "~~~", "\n", "\n", "\r\n", "# h", "Analytic 1 - x", "index=a ", "| stats count", "`m`"],
  ...[
    "name: x",
    "search: ",
    "search = ",
    "analytics:\n",
    "  - name: y\n",
    "    query: ",
    "tests:\n",
    "samples: [",
    "'",
    '"',
  ],
  ...[
    "|\n  ",
    "]",
    "{",
    "\\",
    "\\\n",
    "[s]",
    "---\n",
    ": ",
    "- ",
    "&a ",
    "*a",
    "  ",
    "\t",
    "é",
    "😀",
    "\0",
    "===",
    "expect: {matches: 1}",
  ],
);
const text = fc.oneof(
  fc.array(part, { maxLength: 25 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 80 }),
);

describe("parseRuleFile", () => {
  it("is total: any text in any format, with spans inside the text and fixes that apply", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...formats), (source, format) => {
        const file = parseRuleFile("x", source, format);
        const within = ({ start, end }: Span) => expect(0 <= start && start <= end && end <= source.length).toBe(true);
        for (const problem of file.problems) {
          within(problem.span);
          for (const related of problem.related ?? []) within(related.span);
          if (problem.fix) applyEdits(source, problem.fix.edits);
        }
        const ids = file.analytics.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { span, nameSpan, query } of file.analytics) {
          within(span);
          if (nameSpan) within(nameSpan);
          for (const { embedded, host, exact } of query.map.segments) {
            within(host);
            if (exact) expect(query.text.slice(embedded.start, embedded.end)).toBe(source.slice(host.start, host.end));
          }
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("reads 10 MB of anything", () => {
    const size = 10_000_000;
    const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length));
    const analytics = "name: x\nanalytics:\n";
    const texts: readonly (readonly [RuleFormat, string])[] = [
      ["markdown", fill("```spl\nindex=a | stats count by b, c, d, e | sort - count | head 10\n\n")],
      ["markdown", fill("``` index=a b=1 c=2 d=3 e=4 f=5 g=6\n| head 1```\n\n")],
      ["markdown", fill("a line of text `x` that is not long\n")],
      ["markdown", fill("`")],
      ["spl", fill("| eval a=1\n")],
      ["rulehound", fill(" ")],
      ["rulehound", `${analytics}  - name: y\n    query: |\n${fill("      | eval a=1, b=2, c=3\n")}`],
      ["rulehound", `${analytics}  - name: y\n    query: '${fill("| eval a=1 ")}`],
      ["rulehound", `${analytics}${fill("  - name: y\n    query: 'index=a\n")}`],
      ["rulehound", fill("\0\u0001binary\n")],
      ["security-content", `name: x\nsearch: 'index=a\n${fill("\n  | eval a=''1''\n")}`],
      ["savedsearches", `search = index=a \\\n${fill("| eval a=1, b=2, c=3 \\\n")}`],
      ["savedsearches", fill("[a\nbinary without a sign\n")],
    ];
    for (const [format, source] of texts) expect(parseRuleFile("x", source, format).format).toBe(format);
  });
});
