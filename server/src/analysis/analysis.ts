import { once } from "#base/memo.ts";
import type { Environment } from "#semantics/environment.ts";
import type { Analytic, RuleFile } from "#semantics/rule/rule-file.ts";
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

type Searches = (text: string) => SearchAnalysis | undefined;

/** The analyses of a document's searches by their texts, as far as they were asked for in it or in its earlier versions. */
const searchesOf = new WeakMap<DocumentAnalysis, () => Searches>();

/**
 * The analysis of a document. Searches that stand in `before` too, the analysis of an earlier version of the document, are
 * not analysed again, however many there are; each is analysed when it is first asked for.
 */
export function analyseDocument(
  document: Document,
  environment: Environment,
  before?: DocumentAnalysis,
): DocumentAnalysis {
  const isKept = before !== undefined && before.environment === environment;
  let earlier: Searches = (isKept ? searchesOf.get(before)?.() : undefined) ?? (() => undefined);
  const rule = once(() => ruleFileOf(document));
  const searches = once(() => rule().analytics.filter(({ language }) => language === "spl"));
  const known = new Map<string, SearchAnalysis>();
  const made = new Map<Analytic, AnalyticAnalysis>();
  const analysisOf = (analytic: Analytic): AnalyticAnalysis => {
    const found = made.get(analytic);
    if (found !== undefined) return found;
    const { text } = analytic.query;
    const search = known.get(text) ?? earlier(text) ?? analyseSearch(text, environment);
    known.set(text, search);
    const analysis = analyseAnalytic(analytic, rule().format, search);
    made.set(analytic, analysis);
    return analysis;
  };
  const find = (isMeant: (analytic: Analytic) => boolean): AnalyticAnalysis | undefined => {
    const analytic = searches().find(isMeant);
    return analytic && analysisOf(analytic);
  };
  const analytics = once(() => searches().map(analysisOf));
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
    analytic: (id) => find((analytic) => analytic.id === id),
    analyticAt: (offset) => find(({ span }) => span.start <= offset && offset <= span.end),
  };
  searchesOf.set(analysis, () => {
    // Only what stands in this version is handed on, so that nothing is kept of those before it.
    for (const { query } of searches()) {
      const search = known.has(query.text) ? undefined : earlier(query.text);
      if (search !== undefined) known.set(query.text, search);
    }
    earlier = () => undefined;
    return (text) => known.get(text);
  });
  return analysis;
}
