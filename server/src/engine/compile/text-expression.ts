import type { Prepared } from "#runtime/operator.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import type { Environment } from "#semantics/environment.ts";
import { expandMacros } from "#semantics/spl/expand.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { parseEvalExpression, parseSearchExpression } from "#syntax/spl/parser.ts";
import { compileExpression } from "./eval.ts";
import { compileFilter } from "./search.ts";
import type { ExpressionServices } from "./services.ts";

/** An eval expression that stands outside of a search; undefined for one that is wrong or cannot be run. */
export function textExpression(text: string, environment: Environment): Prepared<Expression> | undefined {
  const parsed = parseEvalExpression(text, vocabularyOf(environment.dialect));
  if (parsed.problems.some(({ severity }) => severity === "error")) return undefined;
  return whole(text, environment, (services) => compileExpression(parsed.tree, services));
}

/** A search filter that stands outside of a search, such as that of an event type; undefined as for an expression. */
export function textFilter(text: string, environment: Environment): Prepared<Predicate> | undefined {
  const expansion = expandMacros(text, environment);
  const parsed = parseSearchExpression(expansion.text, vocabularyOf(environment.dialect));
  const problems = [...expansion.problems, ...parsed.problems];
  if (problems.some(({ severity }) => severity === "error")) return undefined;
  return whole(expansion.text, environment, (services) => compileFilter(parsed.tree, services));
}

/** What is compiled without any fault; subsearches have no place outside of a search. */
function whole<T>(text: string, environment: Environment, compile: (services: ExpressionServices) => T): T | undefined {
  let faulty = false;
  const compiled = compile({
    settings: environment.settings,
    dialect: environment.dialect,
    text,
    lookup: (name) => environment.lookups(name),
    subsearchRows: () => {
      faulty = true;
      return () => [];
    },
    parseSearch: (_text, at) => ({ kind: "missing", span: at, expects: "search-expression" }),
    parseEval: (_text, at) => ({ kind: "missing", span: at, expects: "eval-expression" }),
    report: ({ severity }) => {
      faulty ||= severity === "error";
    },
  });
  return faulty ? undefined : compiled;
}
