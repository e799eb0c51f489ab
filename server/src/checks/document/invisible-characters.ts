import { defineRuleCheck } from "../define-rule-check.ts";
import { codeCharacters } from "../support/code-characters.ts";

/** Blanks that SPL does not take for one, and characters without width. */
const INVISIBLE = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]|[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
const BLANK = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/;

export const invisibleCharacters = defineRuleCheck({
  id: "document/invisible-characters",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A no-break space or a character without width stands in the code of a search.",
  why: "Text copied from web pages holds no-break spaces (U+00A0), zero-width spaces (U+200B) and the like. Nobody sees them. Splunk divides words only at ordinary blanks, so the character becomes part of a name or a value, which then fits nothing. Such characters inside a quoted text are left alone: there they may be looked for.",
  check(_rule, ctx) {
    for (const analytic of ctx.analytics) {
      const { text, written } = analytic;
      const places = codeCharacters(text, written.tokens, INVISIBLE);
      const [first] = places;
      if (first === undefined) continue;
      const edits = places.map((span) => ({ span, text: BLANK.test(text.slice(span.start, span.end)) ? " " : "" }));
      const code = text.charCodeAt(first.start).toString(16).toUpperCase().padStart(4, "0");
      const what = BLANK.test(text.slice(first.start, first.end))
        ? "a blank that divides no words"
        : "a character that nobody sees";
      ctx
        .reportIn(analytic, first, `U+${code} stands here: ${what}.`)
        .fact(places.length === 1 ? "It is the only one of this search." : `This search has ${places.length} of them.`)
        .fix("Change to ordinary blanks", edits, true);
    }
  },
  examples: {
    good: [
      { file: "a.spl", text: 'index=x CommandLine="*\u200B*"' },
      { file: "page.md", text: "# A\u00A0page\n\n```spl\nindex=x a=1\n```\n" },
    ],
    bad: [{ file: "a.spl", text: "index=x«\u00A0»EventCode=1\u200B", fixed: "index=x EventCode=1" }],
  },
});
