import type { Row } from "#events/row.ts";
import { toText, type Value } from "#events/value.ts";
import { runGuard } from "#runtime/match-guard.ts";
import type { Prepared } from "#runtime/operator.ts";
import type { Expression } from "#runtime/predicate.ts";
import { compileRegex, groupName, guardedRegex, numberedGroups } from "#runtime/regex.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { recordSources } from "#runtime/sources.ts";
import type { Environment } from "#semantics/environment.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import type { FieldRule } from "#semantics/workspace/field-rule.ts";
import { parseEvalExpression, parseSpl } from "#syntax/spl/parser.ts";
import { walk } from "#syntax/spl/path.ts";
import { compilePipeline } from "../compile/pipeline.ts";
import { textExpression } from "../compile/text-expression.ts";

/** Applies a rule to events. What it gives back writes the values, once all rules of the kind have seen the events. */
export type FieldStep = (rows: readonly Row[], run: RunContext) => Promise<(() => void) | undefined>;

/** Makes a rule ready. One that cannot be carried out tells the run so, and the events stay as they are. */
export function compileFieldRule(rule: FieldRule, environment: Environment): FieldStep {
  switch (rule.kind) {
    case "alias":
      return aliasStep(rule);
    case "eval":
      return evalStep(rule, environment);
    case "extract":
      return extractStep(rule);
    case "lookup":
      return lookupStep(rule, environment);
  }
}

function write(row: Row, field: string, value: Value, from: readonly string[], run: RunContext): void {
  row.set(field, value);
  if (run.trace !== undefined && value !== null) recordSources(row, field, from);
}

/**
 * An alias takes the field's value; a field of the alias's name is removed when the event lacks the field, unless the alias
 * is for new fields only. No alias sees what another made, nor takes it away.
 */
function aliasStep({ pairs }: Extract<FieldRule, { kind: "alias" }>): FieldStep {
  return async (rows, run) => {
    const writes: (() => void)[] = [];
    for (const row of rows) {
      for (const { from, to, onlyNew } of pairs) {
        const value = row.get(from);
        if (onlyNew && row.get(to) !== null) continue;
        if (value === null) writes.unshift(() => row.get(to) === null || row.set(to, null));
        else writes.push(() => write(row, to, value, [from], run));
      }
    }
    return () => {
      for (const each of writes) each();
    };
  };
}

/** A calculated field takes the place of another, also when it has no value. */
function evalStep({ field, expression }: Extract<FieldRule, { kind: "eval" }>, environment: Environment): FieldStep {
  const prepared = textExpression(expression, environment);
  if (prepared === undefined) return refusing(`EVAL-${field} cannot be carried out here; its events lack “${field}”.`);
  const from = fieldsRead(expression, environment);
  const compiled = new WeakMap<RunContext, ReturnType<Prepared<Expression>>>();
  return async (rows, run) => {
    const ready = compiled.get(run) ?? prepared(run);
    compiled.set(run, ready);
    const evaluate = await ready;
    const values = rows.map((row) => evaluate(row));
    return () => {
      for (const [i, row] of rows.entries()) write(row, field, values[i] ?? null, from, run);
    };
  };
}

function fieldsRead(expression: string, environment: Environment): readonly string[] {
  const names = new Set<string>();
  walk(parseEvalExpression(expression, vocabularyOf(environment.dialect)).tree, (node) => {
    if (node.kind === "field-expr") names.add(node.name);
  });
  return [...names];
}

function extractStep({ regex, from, format }: Extract<FieldRule, { kind: "extract" }>): FieldStep {
  const compiled = compileRegex(regex);
  if ("refused" in compiled) return refusing(`The pattern “${regex}” is not carried out here: ${compiled.reason}.`);
  const names = [...new Set(compiled.groups.map(({ name }) => name))];
  const guarded = new WeakMap<RunContext, RegExp>();
  const regexIn = (run: RunContext): RegExp => {
    const made = guarded.get(run) ?? { ...compiled, ...guardedRegex(regex, "", runGuard(run)) }.regex;
    guarded.set(run, made);
    return made;
  };
  return async (rows, run) => {
    const pattern = regexIn(run);
    for (const row of rows) {
      const text = toText(row.get(from));
      const match = text === null ? null : pattern.exec(text);
      if (match === null) continue;
      const groups = numberedGroups(pattern, match);
      const made =
        format?.map(({ field, text: written }) => [
          field,
          written.replace(/\$(\d+)/g, (_, n) => groups[Number(n)] ?? ""),
        ]) ?? names.map((name) => [name, match.groups?.[groupName(name)]]);
      for (const [field, value] of made)
        if (field !== undefined && value !== undefined && value !== "") write(row, field, value, [from], run);
    }
    return undefined;
  };
}

/** The lookup command, applied to the events; it changes them where they are. */
function lookupStep({ stage }: Extract<FieldRule, { kind: "lookup" }>, environment: Environment): FieldStep {
  const text = stage;
  const parsed = parseSpl(text, vocabularyOf(environment.dialect), { template: true });
  const problems = [...parsed.problems];
  const { operator } = compilePipeline(
    parsed.tree,
    {
      environment,
      text,
      report: (problem) => problems.push(problem),
      clause: undefined,
      condition: undefined,
      run: undefined,
      texts: new WeakMap(),
      depth: 0,
      others: { count: 0 },
    },
    () => {},
    (inner) => inner,
  );
  const wrong = problems.find(({ severity }) => severity === "error");
  if (wrong !== undefined) return refusing(`“${stage}” cannot be carried out here: ${wrong.message}`);
  return async (rows, run) => {
    for await (const _ of operator(one(rows), run)) run.signal.throwIfAborted();
    return undefined;
  };
}

async function* one(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

function refusing(message: string): FieldStep {
  return async (_rows, run) => {
    run.problem({ code: "props/not-applied", severity: "warning", message });
    return undefined;
  };
}
