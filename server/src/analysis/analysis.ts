import { once } from "#base/memo.ts";
import type { Environment } from "#semantics/environment.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import { type AnalyticAnalysis, analyseAnalytic } from "./analytic-analysis.ts";
import type { Document } from "./document.ts";
import { ruleFileOf } from "./rule-file-of.ts";
import { analyseSearch, type SearchAnalysis } from "./search-analysis.ts";
import { analyseSignature, type SignatureAnalysis } from "./signature-analysis.ts";

/** Everything that is known of one version of a document under one environment. */
export interface DocumentAnalysis {
  readonly document: Document;
  readonly environment: Environment;
  readonly rule: RuleFile;
  /** Its SPL analytics in the order of the text. */
  readonly analytics: readonly AnalyticAnalysis[];
  /** Its signature analytics in the order of the text. */
  readonly signatures: readonly SignatureAnalysis[];
  /** The SPL analytic of an id. */
  analytic(id: string): AnalyticAnalysis | undefined;
  /** The SPL analytic whose search holds an offset of the document; its edges count. */
  analyticAt(offset: number): AnalyticAnalysis | undefined;
}

type Searches = ReadonlyMap<string, SearchAnalysis>;

/** The analyses of a document's searches by their texts: its own when they are computed, until then those that it was given. */
const searchesOf = new WeakMap<DocumentAnalysis, () => Searches>();

/**
 * The analysis of a document. Searches that stand in `before` too, the analysis of an earlier version of the document, are
 * not analysed again, however many there are.
 */
export function analyseDocument(
  document: Document,
  environment: Environment,
  before?: DocumentAnalysis,
): DocumentAnalysis {
  const isKept = before !== undefined && before.environment === environment;
  let searches: Searches | undefined = isKept ? searchesOf.get(before)?.() : undefined;
  const rule = once(() => ruleFileOf(document));
  const analytics = once(() => {
    const found = rule()
      .analytics.filter(({ language }) => language === "spl")
      .map((analytic) => {
        const { text } = analytic.query;
        return analyseAnalytic(analytic, rule().format, searches?.get(text) ?? analyseSearch(text, environment));
      });
    searches = new Map(found.map(({ search }) => [search.text, search]));
    return found;
  });
  const signatures = once(() =>
    rule()
      .analytics.filter(({ language }) => language === "signature")
      .map((analytic) => analyseSignature(analytic, environment)),
  );
  const analysis: DocumentAnalysis = {
    document,
    environment,
    get rule() {
      return rule();
    },
    get analytics() {
      return analytics();
    },
    get signatures() {
      return signatures();
    },
    analytic: (id) => analytics().find((one) => one.analytic.id === id),
    analyticAt: (offset) => analytics().find(({ analytic: { span } }) => span.start <= offset && offset <= span.end),
  };
  searchesOf.set(analysis, () => searches ?? new Map());
  return analysis;
}
