import { LruMap, once } from "#base/memo.ts";
import type { Environment } from "#semantics/environment.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import { type AnalyticAnalysis, analyseAnalytic } from "./analytic-analysis.ts";
import type { Document } from "./document.ts";
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

const rules = new LruMap<string, RuleFile>(500);

/** The analysis of a document: the rule is remembered by name and text, each analytic by its search and environment. */
export function analyseDocument(document: Document, environment: Environment): DocumentAnalysis {
  const rule = once(() =>
    rules.getOrCompute(`${document.uri}\u0000${document.text}`, () => parseRuleFile(document.uri, document.text)),
  );
  const analytics = once(() =>
    rule()
      .analytics.filter(({ language }) => language === "spl")
      .map((analytic) => analyseAnalytic(analytic, rule().format, environment)),
  );
  const signatures = once(() =>
    rule()
      .analytics.filter(({ language }) => language === "signature")
      .map((analytic) => analyseSignature(analytic, environment)),
  );
  return {
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
}
