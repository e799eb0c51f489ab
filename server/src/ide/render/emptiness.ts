import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";

/** What an explanation of emptiness needs besides the document. */
export interface EmptinessOptions {
  /** Id of the analytic; all of the file when not given. */
  readonly analytic?: string;
  /** The profile under which Windows events are named, an assumption of every proof. */
  readonly windowsProfile: string;
}

/**
 * Why analytics of a document can never return anything, as a Markdown page: for each proof the stage that keeps every row
 * out, the chain of facts with their places, what is assumed, and what would repair it. All diagnostics of the document are
 * given; those that prove nothing are left out.
 */
export function explainEmptiness(
  { document, rule }: DocumentAnalysis,
  all: readonly Diagnostic[],
  { analytic, windowsProfile }: EmptinessOptions,
): string {
  const where = (span: Span): string => {
    const { line } = positionAt(document.lines(), span.start);
    return `line ${line + 1}: \`${oneLine(document.text.slice(span.start, span.end))}\``;
  };
  const parts = rule.analytics
    .filter(({ id }) => analytic === undefined || id === analytic)
    .flatMap(({ id, name }) => {
      const proofs = all.filter(
        (one) => one.analytic === id && one.grade === "proved" && one.facts.some(({ empties }) => empties),
      );
      return [
        `## ${name}`,
        ...(proofs.length === 0 ? [NOTHING_PROVED] : proofs.map((proof, at) => proofText(proof, at, where))),
      ];
    });
  const assumed =
    `Assumed: Windows events are named as the profile \`${windowsProfile}\` has them (setting \`rulehound.windows.profile\`), ` +
    "events have the fields that the catalog and the workspace list for them, and no add-on that is not described here makes others.";
  return `${["# Why nothing is found", ...(parts.length === 0 ? ["The file holds no analytic."] : [...parts, assumed])].join("\n\n")}\n`;
}

const NOTHING_PROVED = "It is not proved that this search returns nothing: it may find events.";

function proofText(proof: Diagnostic, at: number, where: (span: Span) => string): string {
  const facts = proof.facts.map(({ message, span }, index) => {
    const place = span === undefined ? "" : `\n   - ${where(span)}`;
    return `${index + 1}. ${message}${place}`;
  });
  const repairs = proof.fixes.map(({ title }) => `- ${title}`);
  return [
    `### Proof ${at + 1}: ${proof.message}`,
    `At ${where(proof.span)} (\`${proof.code}\`).`,
    ...(facts.length > 0 ? [facts.join("\n")] : []),
    ...(repairs.length > 0 ? [`What would repair it:\n\n${repairs.join("\n")}`] : []),
  ].join("\n\n");
}

function oneLine(text: string): string {
  const shown = text.replace(/\s+/g, " ").replaceAll("`", "'").trim();
  return shown.length > 100 ? `${shown.slice(0, 99)}…` : shown;
}
