import type { Span } from "#base/span.ts";
import { quoteEval } from "#syntax/spl/escapes.ts";
import type { ClauseTest } from "../compile/condition-tree.ts";

/** A change of the rule's text that would let the event pass; spans are of the written text. */
export interface WhyNotRepair {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

/** A clause in the rule's text as written; repairs are offered where it stands there as itself. */
interface Clause {
  readonly test: ClauseTest;
  readonly span: Span;
  readonly text: string;
}

type Literal = ClauseTest["values"][number];

/** Another field instead of the one that is absent. */
export function replaceField({ test, text }: Clause, name: string): WhyNotRepair | undefined {
  const { field } = test;
  if (field === undefined || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  if (text.slice(field.span.start, field.span.end) !== field.name) return undefined;
  return { title: `Ask for ${name} instead`, edits: [{ span: field.span, newText: name }] };
}

/** `like()` for a comparison whose `*` is no wildcard. */
export function likeRepair(seen: Clause, { text }: Literal): WhyNotRepair | undefined {
  const { test, span } = seen;
  const { field } = test;
  if (field === undefined || test.op === "IN" || !standsThere(seen)) return undefined;
  const pattern = quoteEval(text.replace(/\*/g, "%"));
  const name = seen.text.slice(field.span.start, field.span.end);
  return { title: "Use like() with %", edits: [{ span, newText: `like(${name}, ${pattern})` }] };
}

/** Both sides in lower case. */
export function lowerRepair(seen: Clause, literal: Literal): WhyNotRepair | undefined {
  const { test } = seen;
  const { field } = test;
  if (field === undefined || test.op === "IN" || !standsThere(seen)) return undefined;
  const name = seen.text.slice(field.span.start, field.span.end);
  return {
    title: "Compare in lower case",
    edits: [
      { span: field.span, newText: `lower(${name})` },
      { span: literal.span, newText: quoteEval(literal.text.toLowerCase()) },
    ],
  };
}

/** A path that ends in the name. */
export function pathRepair(seen: Clause, { span, text }: Literal): WhyNotRepair | undefined {
  if (seen.test.language !== "search" || !/^[\w. -]+$/.test(text) || !standsThere(seen)) return undefined;
  return { title: `Ask for a path that ends in ${text}`, edits: [{ span, newText: `"*\\\\${text}"` }] };
}

/** Whether the clause is written where it stands, and did not come out of a macro. */
function standsThere({ test, text, span }: Clause): boolean {
  const clause = text.slice(span.start, span.end);
  const literal = test.values[0]?.span;
  return (
    test.field !== undefined &&
    literal !== undefined &&
    clause.includes(test.field.name) &&
    literal.end <= span.end &&
    literal.start > span.start
  );
}

/** `(?i)` before the pattern of a clause such as `regex f="…"` or `match(f, "…")`. */
export function anyCaseRepair({ span, text }: Clause, field: string): WhyNotRepair | undefined {
  const written = text.slice(span.start, span.end);
  const quote = written.indexOf('"');
  const ends = written.startsWith("match") ? ")" : '"';
  if (quote < 0 || !written.includes(field) || !written.endsWith(ends)) return undefined;
  const at = span.start + quote + 1;
  return { title: "Match in any case", edits: [{ span: { start: at, end: at }, newText: "(?i)" }] };
}
