import type { YAMLException } from "js-yaml";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import { insert } from "#base/text-edit.ts";

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
  [/expected hexadecimal character/, "The escape needs hexadecimal digits here."],
  [/null byte/, "The file holds a NUL byte here, so it is not YAML text."],
  [/non-printable|expected valid JSON character/, "A control character stands here; YAML text must not hold one."],
];

const AFTER_QUOTE: Explanation = {
  message: "This text follows the closing quote.",
  help: "Inside single quotes write a quote twice (''), inside double quotes write \\\".",
};
const COLON_IN_TEXT: Explanation = {
  message: "A colon followed by a space begins a value, which is not possible here.",
  help: "Put the text into quotes.",
};

/**
 * The problem that a YAMLException states, placed in the file: `section` is the text that was parsed and `offset` where
 * it begins. `at` (an offset in the section) overrides the place where js-yaml noticed it.
 */
export function syntaxProblem(section: string, offset: number, error: YAMLException, at?: number): Problem {
  const noticed = at ?? error.mark?.position ?? 0;
  if (error.reason === "unknown escape sequence") return unknownEscape(section, offset, noticed);
  const place = wordAt(section, noticed);
  const explanation = explain(section, error.reason, noticed, place, at !== undefined);
  const { message, help } = explanation;
  const quote = explanation === AFTER_QUOTE ? section.slice(0, place.start).trimEnd().length - 1 : -1;
  return {
    code: "yaml/syntax",
    severity: "error",
    span: { start: place.start + offset, end: place.end + offset },
    message,
    ...(help !== undefined && { help }),
    ...(section[quote] === "'" && {
      fix: { title: "Write the quote before it twice", edits: [insert(quote + offset, "'")] },
    }),
  };
}

interface Explanation {
  readonly message: string;
  readonly help?: string | undefined;
}

function explain(section: string, reason: string, noticed: number, place: Span, placed: boolean): Explanation {
  const [, message, help] = PLAIN.find(([pattern]) => pattern.test(reason)) ?? [];
  const misfit = /bad indentation|end of the stream or a document/.test(reason) && !placed;
  if (misfit && section[noticed] === ":") return COLON_IN_TEXT;
  const before = section.slice(Math.max(0, place.start - 40), place.start);
  if (misfit && /['"][ \t]*$/.test(before)) return AFTER_QUOTE;
  return { message: message ?? `This is not YAML: ${reason}.`, help };
}

/** The backslash with the character behind it, and the fix that keeps both: a Windows path in double quotes, mostly. */
function unknownEscape(section: string, offset: number, noticed: number): Problem {
  const start = offset + noticed - 1;
  const shown = section.slice(noticed - 1, noticed + 1).trim();
  return {
    code: "yaml/syntax",
    severity: "error",
    span: { start, end: start + Math.max(shown.length, 1) },
    message: `Double quotes do not know the escape ${shown}`,
    help: "Write a backslash twice (\\\\), or use single quotes, in which it stands for itself.",
    fix: { title: "Write the backslash twice", edits: [{ span: { start, end: start }, text: "\\" }] },
  };
}

/** The word at a place, or the last one before it when only blank space is there; at least one character if there is any. */
function wordAt(text: string, at: number): Span {
  let start = Math.min(Math.max(at, 0), text.length);
  while (start > 0 && (start === text.length || /\s/.test(text[start] ?? " "))) start--;
  let end = start;
  while (end < text.length && end - start < 200 && !/\s/.test(text[end] ?? " ")) end++;
  return { start, end: Math.max(end, Math.min(start + 1, text.length)) };
}
