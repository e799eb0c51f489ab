import type { CheckContext } from "../define.ts";
import { ownNodes, stagesBefore } from "./stages.ts";

/**
 * Whether a field is in every row only if it is in some: a fillnull that does not name it fills the fields that at least one row has, and
 * before that the field may have been in none.
 */
export function filledIfAnywhere(name: string, ctx: CheckContext): boolean {
  const fill = stagesBefore(ctx.pipeline, ctx.stage).findLast(({ command }) => command === "fillnull");
  if (fill === undefined) return false;
  const named = ownNodes(fill).some((node) => node.kind === "field" && !node.wildcard && node.name === name);
  return !named && ctx.field(name, fill).presence !== "definite";
}
