import type { FieldRef, Pipeline, SplNode, Stage } from "#syntax/spl/ast.ts";
import { walk } from "#syntax/spl/path.ts";

/** The stages of a pipeline behind one of them. */
export function stagesAfter(pipeline: Pipeline, stage: Stage): readonly Stage[] {
  return pipeline.stages.slice(pipeline.stages.indexOf(stage) + 1);
}

/** The stages of a pipeline before one of them. */
export function stagesBefore(pipeline: Pipeline, stage: Stage): readonly Stage[] {
  return pipeline.stages.slice(0, Math.max(0, pipeline.stages.indexOf(stage)));
}

/** Every node of a stage that stands outside its subsearches. */
export function ownNodes(stage: SplNode): readonly SplNode[] {
  const nodes: SplNode[] = [];
  walk(stage, (node) => {
    if (node.kind === "subsearch") return false;
    nodes.push(node);
    return true;
  });
  return nodes;
}

/** Whether a stage may bring rows of another search: it holds one, or reads stored ones. */
export function bringsRows(stage: Stage): boolean {
  let found = stage.command === "savedsearch" || stage.command === "loadjob" || stage.command === "inputlookup";
  walk(stage, (node) => {
    found ||= node.kind === "subsearch" && stage.command !== "search" && stage.command !== "where";
  });
  return found;
}

/** The fields of a BY clause, those with options and the split of chart included. */
export function groupFields(stage: Stage): readonly FieldRef[] {
  return ownNodes(stage).filter((node): node is FieldRef => node.kind === "field" && node.access === "group");
}

/** Whether a stage is the first of the whole search or of a subsearch, and reads events. */
export function isBaseSearch(stage: Stage, pipeline: Pipeline): boolean {
  return pipeline.stages[0] === stage && stage.command === "search";
}
