import type { Problem } from "#base/problem.ts";
import { tokenIn } from "#semantics/spl/search-token.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";

/** Commands that fill in the tokens of their arguments themselves (SPL reference 3, map). */
const FILLING: ReadonlySet<string> = new Set(["map"]);

/** Warns of places that a dashboard, a drilldown or an alert fills in before a search runs: here they stay as they are written. */
export function unfilledTokens(node: SplNode): readonly Problem[] {
  if (node.kind === "stage" && FILLING.has(node.command)) return [];
  const token = tokenIn(textOf(node) ?? "");
  const own = token === undefined ? [] : [unfilled(node, token)];
  return [...own, ...children(node).flatMap(unfilledTokens)];
}

function textOf(node: SplNode): string | undefined {
  switch (node.kind) {
    case "string":
      return node.value;
    case "search-value":
    case "literal":
      return node.text;
    case "field":
    case "field-expr":
      return node.name;
    default:
      return undefined;
  }
}

function unfilled({ span }: SplNode, token: string): Problem {
  return {
    code: "E-TOKEN",
    span,
    severity: "warning",
    message: `Nothing fills in '${token}' here, so it is taken as it is written.`,
    help: "Dashboards, drilldowns and alerts put a value in its place before they run the search. Write one to run it here.",
  };
}
