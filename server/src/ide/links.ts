import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Span } from "#base/span.ts";

/** A text of a document that leads elsewhere. */
export interface Link {
  readonly span: Span;
  /** A page, or the path of a sample as the rule writes it, relative to the rule. */
  readonly to: { readonly url: string } | { readonly sample: string };
  readonly tooltip: string;
}

/** ATT&CK techniques and tactics, web addresses, and samples that a rule file names, in the order of the text. */
export function links({ rule, document }: DocumentAnalysis): readonly Link[] {
  if (rule.format === "other") return [];
  const { techniques, tactics } = rule.metadata;
  const attack = [...techniques, ...tactics].flatMap(({ value, span }): readonly Link[] => {
    const url = attackPage(value);
    const at = idSpan(document.text, span, value);
    return url === undefined || at === undefined ? [] : [{ span: at, to: { url }, tooltip: `ATT&CK ${value}` }];
  });
  const samples = [...rule.analytics, ...rule.tests].flatMap((one) =>
    one.samples.flatMap(({ path: { value, span } }): readonly Link[] =>
      /[*?]/.test(value) ? [] : [{ span, to: { sample: value }, tooltip: "Open the sample" }],
    ),
  );
  const all = [...attack, ...samples, ...webAddresses(document.text)].sort((a, b) => a.span.start - b.span.start);
  return all.filter(({ span }, index) => all.findIndex((one) => one.span.start === span.start) === index);
}

/** The page of an id of ATT&CK: a technique (`T1047`, `T1059.001`) or a tactic (`TA0002`). */
function attackPage(id: string): string | undefined {
  const [, technique, part, tactic] = /^(?:(T\d{4})(?:\.(\d{3}))?|(TA\d{4}))$/i.exec(id.trim()) ?? [];
  const site = "https://attack.mitre.org";
  if (tactic !== undefined) return `${site}/tactics/${tactic.toUpperCase()}/`;
  if (technique === undefined) return undefined;
  return `${site}/techniques/${technique.toUpperCase()}/${part === undefined ? "" : `${part}/`}`;
}

/** Where an id stands within the span of its source form; a metadata table's cell may hold more than the id. */
function idSpan(text: string, { start, end }: Span, id: string): Span | undefined {
  const at = text.slice(start, end).toLowerCase().indexOf(id.trim().toLowerCase());
  return at === -1 ? undefined : { start: start + at, end: start + at + id.trim().length };
}

function webAddresses(text: string): readonly Link[] {
  return [...text.matchAll(/https?:\/\/[^\s"'`<>()[\]{}|\\]*[^\s"'`<>()[\]{}|\\.,;:!?*]/g)].map(
    ({ 0: url, index }) => ({
      span: { start: index, end: index + url.length },
      to: { url },
      tooltip: url,
    }),
  );
}
