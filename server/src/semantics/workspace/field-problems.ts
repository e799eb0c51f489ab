import { compileRegex } from "#runtime/regex.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";
import { parseEvalExpression, parseSearchExpression } from "#syntax/spl/parser.ts";
import type { Defined, FileProblem } from "./definitions.ts";
import { type FieldRule, fieldRules, stanzaTest } from "./field-rule.ts";
import type { EventType, FieldDefinition, Names } from "./names.ts";

/** What of props.conf's field definitions is not applied to events here, and why, each at its key. */
export function fieldProblems(
  defined: readonly Defined<FieldDefinition>[],
  names: Names,
  vocabulary: Vocabulary,
): readonly FileProblem[] {
  return defined.flatMap(({ value, place }) => {
    const stanza = stanzaTest(value.stanza);
    const said =
      "refused" in stanza
        ? [stanza.refused]
        : fieldRules(value, names).flatMap((rule) => ("refused" in rule ? [rule.refused] : faults(rule, vocabulary)));
    return said.slice(0, 1).map((why): FileProblem => {
      const message = `Events get no field from this line here. ${why}`;
      return {
        file: place.file,
        problem: { code: "props/not-applied", severity: "warning", span: place.span, message },
      };
    });
  });
}

/** Why a rule's expression or pattern cannot be carried out. */
function faults(rule: FieldRule, vocabulary: Vocabulary): readonly string[] {
  if (rule.kind === "eval")
    return parseEvalExpression(rule.expression, vocabulary).problems.flatMap(({ severity, message }) =>
      severity === "error" ? [`Its expression is wrong: ${message}`] : [],
    );
  if (rule.kind !== "extract") return [];
  const compiled = compileRegex(rule.regex);
  return "refused" in compiled ? [`The pattern cannot be used: ${compiled.reason}.`] : [];
}

/** Event types whose search is no search expression, as far as that shows before macros are put in. */
export function eventTypeFaults(
  defined: readonly Defined<EventType>[],
  vocabulary: Vocabulary,
): readonly FileProblem[] {
  return defined.flatMap(({ value: { search }, place }): readonly FileProblem[] => {
    const { problems } = parseSearchExpression(search, vocabulary);
    const wrong = problems.find(({ severity }) => severity === "error");
    if (wrong === undefined) return [];
    const message = `No event gets this event type here. ${wrong.message}`;
    return [
      { file: place.file, problem: { code: "eventtypes/not-applied", severity: "warning", span: place.span, message } },
    ];
  });
}
