import type { MarkdownBlock } from "#syntax/markdown/block.ts";
import type { Located, RuleMetadata } from "../rule-file.ts";

/**
 * What a page in the manner of ATT&CK says about itself: the title and its technique id, the list under "Tactics", the
 * first paragraph under "Description", and the headings that name a data component (`… (DS0029)`).
 */
export function markdownMetadata(text: string, blocks: readonly MarkdownBlock[]): RuleMetadata {
  let section = "";
  let name: Located | undefined;
  let description: Located | undefined;
  const techniques: Located[] = [];
  const tactics: Located[] = [];
  const dataComponents: Located[] = [];
  for (const block of blocks) {
    if (block.kind === "fence") continue;
    if (block.kind === "heading") {
      section = block.text.toLowerCase();
      const component = block.text.slice(0, Math.max(0, block.text.search(/\(DS\d{4}\)/))).trimEnd();
      if (component !== "") {
        const at = { start: block.span.start, end: block.span.start + component.length };
        dataComponents.push({ value: component, span: at });
      }
      if (block.level === 1 && name === undefined) {
        name = { value: block.text, span: block.span };
        techniques.push(...idsIn(block.text, block.span.start, /\bT\d{4}(?:\.\d{3})?\b/g));
      }
      continue;
    }
    const line = text.slice(block.span.start, block.span.end);
    if (section === "tactics") tactics.push(...idsIn(line, block.span.start, /\bTA\d{4}\b/g));
    if (section === "description") description ??= { value: line, span: block.span };
  }
  const none = { id: undefined, status: undefined, date: undefined, references: [] };
  return { ...none, name, description, techniques, tactics, dataComponents };
}

function idsIn(text: string, offset: number, pattern: RegExp): readonly Located[] {
  return [...text.matchAll(pattern)].map((match) => {
    const start = offset + match.index;
    return { value: match[0], span: { start, end: start + match[0].length } };
  });
}
