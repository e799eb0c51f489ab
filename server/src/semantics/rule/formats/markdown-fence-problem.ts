import type { Problem } from "#base/problem.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { FenceFault, MarkdownFence } from "#syntax/markdown/block.ts";
import { lineBreakOf } from "../embed-slice.ts";

/** What CommonMark sees instead of the block that the author means, or undefined for a fence in order. */
export function brokenFence(text: string, fence: MarkdownFence): Problem | undefined {
  const { faults, opener, closer } = fence;
  if (faults.length === 0) return undefined;
  const atCloser = !faults.includes("code-on-opener") && closer !== undefined;
  const related =
    !atCloser && closer !== undefined && faults.includes("code-before-closer")
      ? [{ span: closer, message: "this fence stands at the end of a line of code, so it closes nothing" }]
      : [];
  return {
    code: "markdown/broken-fence",
    severity: "warning",
    span: atCloser ? closer : opener,
    message: faults.map((fault) => why(text, fence, fault)).join(" "),
    help: "Put the opening fence with the language, ```spl, and the closing fence each on a line of its own.",
    related,
    fix: { title: "Put the fences on lines of their own", edits: mend(text, fence) },
  };
}

function why(text: string, fence: MarkdownFence, fault: FenceFault): string {
  const mark = text.slice(fence.opener.start, fence.opener.end);
  switch (fault) {
    case "code-on-opener":
      return `CommonMark reads what follows ${mark} on its line as the block's info string, so the first line of this search is not part of its code.`;
    case "code-before-closer":
      return "A fence at the end of a line of code does not close the block, so CommonMark takes the text after it as code.";
    case "never-closed":
      return "This code block is not closed before the next heading, the next block or the end of the page.";
  }
}

function mend(text: string, fence: MarkdownFence): readonly TextEdit[] {
  const { content, faults, opener, closer } = fence;
  const eol = lineBreakOf(text);
  const mark = text.slice(opener.start, opener.end);
  const edits: TextEdit[] = [];
  const code = text.slice(content.start, content.end);
  const lead = content.start + (code.length - code.trimStart().length);
  if (faults.includes("code-on-opener")) {
    edits.push({ span: { start: opener.start, end: lead }, text: `${mark}spl${eol}` });
  }
  const trail = Math.max(lead, content.start + code.trimEnd().length);
  if (faults.includes("code-before-closer") && closer !== undefined) {
    edits.push({ span: { start: trail, end: closer.end }, text: `${eol}${mark}` });
  }
  if (faults.includes("never-closed")) {
    const end = Math.max(trail, opener.end);
    const before = code.trim() === "" && text.slice(end, content.start).includes("\n") ? content.start : end;
    edits.push({ span: { start: before, end: before }, text: `${eol}${mark}` });
  }
  return edits;
}
