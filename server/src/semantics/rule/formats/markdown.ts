import type { Span } from "#base/span.ts";
import type { MarkdownFence, MarkdownHeading, WantedLanguage } from "#syntax/markdown/block.ts";
import { scanMarkdown } from "#syntax/markdown/scan.ts";
import { embedSlice } from "../embed-slice.ts";
import { looksLikeSpl } from "../looks-like-spl.ts";
import type { Analytic, Located, RuleFile } from "../rule-file.ts";
import { slug, uniqueNames } from "../slug.ts";
import { brokenFence } from "./markdown-fence-problem.ts";
import { markdownMetadata } from "./markdown-metadata.ts";
import { signatureInFence } from "./markdown-signatures.ts";

const TITLE = /^[\s>*+_-]*(Analytic[ \t]+[\p{L}\d]{1,4})(?=[ \t]*(?:[-–—:.]|\*\*|__|$))/iu;

const spl: WantedLanguage = {
  names: new Set(["spl", "splunk", "splunk-spl", "splunk_spl"]),
  looksLike: looksLikeSpl,
  isTitle: (line) => TITLE.test(line),
};

/** A title as it stands before a fence: its full text, and the short form that goes into an id. */
interface Title extends Located {
  readonly short: string;
}

/** A fence with an analytic, and what stands before it. `rule` is the title of a signature rule in it, null for a search. */
interface FoundFence {
  readonly fence: MarkdownFence;
  readonly rule: Located | undefined | null;
  readonly heading?: MarkdownHeading;
  readonly title?: Title;
}

/**
 * A Markdown page whose SPL stands in fences, also in fences that CommonMark does not see as such, and whose signature rules
 * stand in fences of YAML. An analytic is named by the closest "Analytic N - …" line before it joined with the heading above,
 * or by that heading alone; a signature rule by its own title.
 */
export function parseMarkdown(text: string): RuleFile {
  const blocks = scanMarkdown(text, spl);
  const fences: FoundFence[] = [];
  let heading: MarkdownHeading | undefined;
  let title: Title | undefined;
  for (const block of blocks) {
    if (block.kind === "heading") {
      const own = titleOf(block.text, block.span);
      title = own;
      if (own === undefined) heading = block;
    } else if (block.kind === "line") {
      title = titleOf(text.slice(block.span.start, block.span.end), block.span) ?? title;
    } else {
      const rule = block.wanted ? null : signatureInFence(text, block);
      if (block.wanted || rule !== null)
        fences.push({ fence: block, rule, ...(heading && { heading }), ...(title && { title }) });
    }
  }
  const uniqueId = uniqueNames((count) => `-${count}`);
  const uniqueName = uniqueNames((count) => ` (${count})`);
  const analytics = fences.map((found, index): Analytic => {
    const { fence, rule, heading, title } = found;
    const { name, id } = rule == null ? namesAround(found) : { name: rule.value, id: slug(rule.value) };
    return {
      id: uniqueId(id, rule === null ? "search" : "signature"),
      name: uniqueName(name, `${rule === null ? "Search" : "Signature"} ${index + 1}`),
      nameSpan: rule?.span ?? title?.span ?? heading?.span,
      language: rule === null ? "spl" : "signature",
      query: embedSlice(text, fence.content),
      span: fence.content,
      samples: [],
    };
  });
  const problems = fences.flatMap(({ fence }) => brokenFence(text, fence) ?? []);
  return { format: "markdown", metadata: markdownMetadata(text, blocks), analytics, tests: [], problems };
}

function namesAround({ heading, title }: FoundFence): { readonly name: string; readonly id: string } {
  const above = heading === undefined ? "" : withoutColon(heading.text);
  const name = above && title ? `${above}: ${title.value}` : (title?.value ?? above);
  return { name, id: slug(above && title ? `${above} ${title.short}` : name) };
}

function titleOf(text: string, span: Span): Title | undefined {
  const match = TITLE.exec(text);
  const short = match?.[1];
  if (match === null || short === undefined) return undefined;
  const start = match[0].length - short.length;
  let value = text.slice(start);
  while (/[\s*_:]$/.test(value)) value = value.slice(0, -1);
  const at = { start: span.start + start, end: span.start + start + value.length };
  return { value: value.replace(/\*\*|__/g, "").trim(), span: at, short };
}

function withoutColon(text: string): string {
  const plain = text.replace(/\*\*|__/g, "").trimEnd();
  return plain.endsWith(":") ? plain.slice(0, -1).trimEnd() : plain;
}
