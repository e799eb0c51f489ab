import { lineMap, positionAt } from "#base/line-map.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { importSignatures } from "#languages/signature/import/import.ts";

/** The rules of another language as YAML documents; texts that are no rules, and rules that are left out, stand in comments above. */
export function importPreview(
  text: string,
  catalog: Catalog,
): { readonly text: string | undefined; readonly message: string } {
  const { rules, notes } = importSignatures(text, catalog);
  if (rules.length === 0) {
    const [first] = notes;
    const why = first === undefined ? "" : ` ${first.message}`;
    return { text: undefined, message: `No rule of Suricata, Snort or YARA could be read.${why}` };
  }
  const written = rules.map((rule) => rule.text).join("---\n");
  const lines = lineMap(text);
  const above = notes
    .map(({ span, message }) => `# line ${positionAt(lines, span.start).line + 1}: ${message}\n`)
    .filter((line) => !written.includes(line));
  const count = notes.length === 1 ? "One note says" : `${notes.length} notes say`;
  const message = notes.length === 0 ? "" : `${count} what is not carried over; comments hold them.`;
  return { text: above.join("") + written, message };
}
