import { toHost } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import type { Analytic, RuleFile } from "#semantics/rule/rule-file.ts";
import type { SearchAnalysis } from "./search-analysis.ts";

/** One analytic of a document: the analysis of its search, with positions in the document. */
export interface AnalyticAnalysis extends SearchAnalysis {
  readonly analytic: Analytic;
  readonly format: RuleFile["format"];
  /** The search's own analysis, shared by analytics with the same text. */
  readonly search: SearchAnalysis;
  /** The document's span of a span of the expanded text. */
  toHost(at: Span): Span;
  /** The document's span of a span of the written text. */
  writtenToHost(at: Span): Span;
}

/** The analysis of an analytic from that of its search. */
export function analyseAnalytic(
  analytic: Analytic,
  format: RuleFile["format"],
  search: SearchAnalysis,
): AnalyticAnalysis {
  const writtenToHost = (at: Span) => toHost(analytic.query.map, at);
  return {
    analytic,
    format,
    search,
    text: search.text,
    environment: search.environment,
    get written() {
      return search.written;
    },
    get expansion() {
      return search.expansion;
    },
    get expanded() {
      return search.expanded;
    },
    get flow() {
      return search.flow;
    },
    get problems() {
      return search.problems;
    },
    get expandedProblems() {
      return search.expandedProblems;
    },
    live: search.live,
    toWritten: search.toWritten,
    isWritten: search.isWritten,
    writtenToHost,
    toHost: (at) => writtenToHost(search.toWritten(at)),
  };
}
