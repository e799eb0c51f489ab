import type { DatasetFact } from "#catalog/data-models.ts";
import type { DatasetRef, FieldRef, Stage } from "#syntax/spl/ast.ts";
import type { CheckContext } from "../define.ts";
import { ownNodes } from "./stages.ts";

/** The data model that a tstats stage reads; undefined for indexes or an unknown form. */
export function datasetOf(stage: Stage): DatasetRef | undefined {
  if (stage.command !== "tstats") return undefined;
  const found = stage.parts.find((part): part is DatasetRef => part.kind === "dataset");
  return found?.type === "datamodel" ? found : undefined;
}

/** The dataset that a tstats stage names, or every dataset of its model. */
export function datasetFacts(ref: DatasetRef, ctx: CheckContext): readonly DatasetFact[] {
  const { dataModels } = ctx.catalog;
  if (ref.dataset === undefined) return dataModels.model(ref.name)?.datasets ?? [];
  const one = dataModels.dataset(ref.name, ref.dataset);
  return one === undefined ? [] : [one];
}

/** The fields that a tstats stage reads from its data model: in WHERE, in BY and in aggregations. */
export function modelReads(stage: Stage): readonly FieldRef[] {
  return ownNodes(stage).filter(
    (node): node is FieldRef =>
      node.kind === "field" && node.access !== "write" && !OUTSIDE.test(node.name) && !node.name.includes("*"),
  );
}

/** Fields beside those of the model. */
const OUTSIDE =
  /^(_.*|host|source|sourcetype|index|splunk_server|nodename|earliest|latest|linecount|punct|timestartpos|timeendpos|date_.*|eventtype|tag.*)$/;
