import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { positionAt } from "#base/line-map.ts";
import { type ExportTarget, exportSignature } from "#languages/signature/export/export.ts";

const COMMENTS: Readonly<Record<ExportTarget, string>> = { suricata: "#", yara: "//", wireshark: "#" };

/** The signature rules of a document in another language, each under a comment for everything that is lost. */
export function exportPreview(
  { document, signatures, environment }: DocumentAnalysis,
  target: ExportTarget,
): { readonly text: string | undefined; readonly message: string } {
  if (signatures.length === 0) return { text: undefined, message: "The file holds no signature rule." };
  const wrong: string[] = [];
  const parts = signatures.flatMap(({ analytic, toHost }): readonly string[] => {
    const written = exportSignature(analytic.query.text, analytic.name, target, environment.catalog);
    if (written === undefined) {
      wrong.push(analytic.name);
      return [];
    }
    const notes = written.notes.map(({ span, message }) => {
      const line = positionAt(document.lines(), toHost(span).start).line + 1;
      return `${COMMENTS[target]} line ${line}: ${message}\n`;
    });
    return [notes.join("") + written.text];
  });
  const message = wrong.length === 0 ? "" : `Left out, since they have errors: ${wrong.join(", ")}.`;
  return { text: parts.length === 0 ? undefined : parts.join("\n"), message };
}
