import { toHost } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import { type ReadSignatures, readSignatures } from "#languages/signature/signature-language.ts";
import type { Environment } from "#semantics/environment.ts";
import type { Analytic } from "#semantics/rule/rule-file.ts";
import { parseSignatureRule, type SignatureRule } from "#semantics/signature/signature-rule.ts";

/** One signature analytic of a document. */
export interface SignatureAnalysis {
  readonly analytic: Analytic;
  /** As written. */
  readonly rule: SignatureRule;
  /** Its elements read against their kinds, and what is wrong. */
  readonly read: ReadSignatures;
  /** The document's span of a span of the rule's text. */
  toHost(at: Span): Span;
}

/** The analysis of a signature analytic under an environment. */
export function analyseSignature(analytic: Analytic, environment: Environment): SignatureAnalysis {
  const rule = parseSignatureRule(analytic.query.text);
  return {
    analytic,
    rule,
    read: readSignatures(rule, environment.catalog),
    toHost: (at) => toHost(analytic.query.map, at),
  };
}
