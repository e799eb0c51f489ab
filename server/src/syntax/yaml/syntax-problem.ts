import type { YAMLException } from "js-yaml";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";

/** What js-yaml's reasons mean, in plain words. Reasons that are not here are plain enough as they are. */
const PLAIN: readonly (readonly [reason: RegExp, message: string, help?: string])[] = [
  [
    /within a single quoted scalar/,
    "The single quote that opens here is never closed.",
    "Close it, and write a quote inside the text twice ('').",
  ],
  [/within a double quoted scalar/, "The double quote that opens here is never closed.", 'Close it with ".'],
  [/within a flow collection/, "The bracket that opens here is never closed.", "Close it with ] or }."],
  [/deficient indentation/, "This line goes on with the text above and must be indented deeper than its key."],
  [/multiline key|expected ':' after a mapping key/, "A key must be followed by a colon and a space."],
  [/whitespace character is expected after the key-value/, "A space is missing after the colon."],
  [/bad indentation of a mapping entry/, "The indentation of this line fits none of the keys above it."],
  [/bad indentation of a sequence entry/, "The indentation of this line fits none of the list items above it."],
  [/tab characters must not be used/, "A tab indents this line; YAML indents with spaces only."],
  [/end of the stream or a document separator/, "This text does not belong to the value before it."],
  [/a line break is expected/, "After | or > the text must begin on the next line."],
  [/missed comma/, "A comma is missing between the items."],
  [
    /unknown escape sequence/,
    "Double quotes do not know this escape.",
    "Write a backslash twice (\\\\) or use single quotes.",
  ],
  [/expected hexadecimal character/, "The escape needs hexadecimal digits here."],
  [/null byte/, "The file holds a NUL byte here, so it is not YAML text."],
  [/non-printable|expected valid JSON character/, "A control character stands here; YAML text must not hold one."],
];

const AFTER_QUOTE: readonly [message: string, help: string] = [
  "This text follows the closing quote.",
  "Inside single quotes write a quote twice (''), inside double quotes write \\\".",
];

/**
 * The problem that a YAMLException states, placed in the file: `section` is the text that was parsed and `offset` where
 * it begins. `at` (an offset in the section) overrides the place where js-yaml noticed it.
 */
export function syntaxProblem(section: string, offset: number, error: YAMLException, at?: number): Problem {
  const noticed = at ?? error.mark?.position ?? 0;
  const place = wordAt(section, noticed);
  const [, message, help] = PLAIN.find(([reason]) => reason.test(error.reason)) ?? [undefined, undefined, undefined];
  const behindQuote = at === undefined && /['"]\s*$/.test(section.slice(Math.max(0, place.start - 40), place.start));
  const indentation = /bad indentation|end of the stream or a document|must not be used/.test(error.reason);
  const [plain, advice] = behindQuote && indentation && sameLine(section, place.start) ? AFTER_QUOTE : [message, help];
  return {
    code: "yaml/syntax",
    severity: "error",
    span: { start: place.start + offset, end: place.end + offset },
    message: plain ?? `This is not YAML: ${error.reason}.`,
    ...(advice !== undefined && { help: advice }),
  };
}

/** Whether something visible stands before `at` on its line. */
function sameLine(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 200), at);
  return /[^\s][^\S\r\n]*$/.test(before);
}

/** The word at a place, or the last one before it when only blank space is there; at least one character if there is any. */
function wordAt(text: string, at: number): Span {
  let start = Math.min(Math.max(at, 0), text.length);
  while (start > 0 && (start === text.length || /\s/.test(text[start] ?? " "))) start--;
  let end = start;
  while (end < text.length && end - start < 200 && !/\s/.test(text[end] ?? " ")) end++;
  return { start, end: Math.max(end, Math.min(start + 1, text.length)) };
}
