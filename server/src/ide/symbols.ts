import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { contains } from "#base/span.ts";
import type { Pipeline, Stage, Subsearch } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";
import type { DocumentSymbol } from "./types.ts";

const SHOWN = 60;

/** The outline: analytics, in them the stages, in those the subsearches. */
export function symbols(analysis: DocumentAnalysis): readonly DocumentSymbol[] {
  return analysis.analytics.map((one) => {
    const { analytic } = one;
    const name = analytic.nameSpan;
    const span =
      name === undefined || name.start > analytic.span.start
        ? analytic.span
        : { start: name.start, end: Math.max(analytic.span.end, name.end) };
    const selection = name !== undefined && contains(span, name) ? name : analytic.span;
    return {
      name: analytic.name || "analytic",
      detail: analytic.language,
      kind: "analytic",
      span,
      selection,
      children: stages(one.written.tree, one),
    };
  });
}

function stages(pipeline: Pipeline, analytic: AnalyticAnalysis): readonly DocumentSymbol[] {
  return pipeline.stages.filter((stage) => stage.status !== "missing").map((stage) => stageSymbol(stage, analytic));
}

function stageSymbol(stage: Stage, analytic: AnalyticAnalysis): DocumentSymbol {
  const span = analytic.writtenToHost(stage.span);
  const text = analytic.written.text
    .slice(stage.nameSpan?.end ?? stage.span.start, stage.span.end)
    .replace(/\s+/g, " ")
    .trim();
  const name = stage.status === "macro" ? `\`${stage.macro?.name ?? ""}\`` : stage.command;
  return {
    name: name || "stage",
    detail: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text,
    kind: "stage",
    span,
    selection:
      stage.nameSpan === undefined ? { start: span.start, end: span.start } : analytic.writtenToHost(stage.nameSpan),
    children: subsearches(stage).flatMap(({ pipeline }) => stages(pipeline, analytic)),
  };
}

function subsearches(stage: Stage): readonly Subsearch[] {
  const found: Subsearch[] = [];
  const pending = [...children(stage)];
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    if (node.kind === "subsearch") found.push(node);
    else pending.push(...children(node));
  }
  return found;
}
