import type { Problem } from "#base/problem.ts";
import type { SearchCompare, SearchIn, SearchValue, SplNode } from "#syntax/spl/ast.ts";
import { walk } from "#syntax/spl/path.ts";
import type { Names } from "../workspace/names.ts";

/**
 * Says what happens to comparisons with event types and tags that no file of the workspace defines: in Splunk they are
 * knowledge objects, here the event's own field is compared.
 */
export function eventTypeProblems(tree: SplNode, names: Pick<Names, "eventTypes" | "tags">): readonly Problem[] {
  const problems: Problem[] = [];
  walk(tree, (node) => {
    if (node.kind !== "search-compare" && node.kind !== "search-in") return;
    for (const value of valuesOf(node)) {
      const problem = problemOf(fieldOf(node), value, names);
      if (problem !== undefined) problems.push(problem);
    }
  });
  return problems;
}

function fieldOf({ field }: SearchCompare | SearchIn): string {
  return field.kind === "field" ? field.name : "";
}

function valuesOf(node: SearchCompare | SearchIn): readonly SearchValue[] {
  const values = node.kind === "search-in" ? node.values : node.op === "=" || node.op === "!=" ? [node.value] : [];
  return values.filter((value): value is SearchValue => value.kind === "search-value" && !value.text.includes("*"));
}

function problemOf(field: string, { text, span }: SearchValue, names: Pick<Names, "eventTypes" | "tags">) {
  const same = (other: string): boolean => other.toLowerCase() === text.toLowerCase();
  const of = /^tag(?:::(.+))?$/.exec(field);
  if (field === "eventtype" && !names.eventTypes.some(({ name }) => same(name))) {
    const message = `Eventtype '${text}' is not defined in this workspace; only the event's own field eventtype is compared.`;
    return { code: "E-EVENTTYPE", severity: "info", span, message, help: help("eventtypes.conf") } as const;
  }
  if (of === null || names.tags.some((tag) => same(tag.tag) && (of[1] === undefined || of[1] === tag.field)))
    return undefined;
  const message = `No file of this workspace gives the tag '${text}'; only the event's own field ${field} is compared.`;
  return { code: "E-TAG", severity: "info", span, message, help: help("tags.conf") } as const;
}

function help(file: string): string {
  return `Add the app's ${file} to the workspace.`;
}
