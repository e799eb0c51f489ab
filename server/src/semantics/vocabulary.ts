import type { Vocabulary } from "#syntax/spl/grammar.ts";
import type { Dialect } from "./dialect.ts";

const made = new WeakMap<Dialect, Vocabulary>();

/** The words of a dialect, as the parser wants them; made once for each dialect. */
export function vocabularyOf(dialect: Dialect): Vocabulary {
  let vocabulary = made.get(dialect);
  if (vocabulary === undefined) {
    vocabulary = {
      command: (name) => dialect.command(name),
      isAggregation: (word) => dialect.aggregation(word) !== undefined,
      isFunction: (word) => dialect.function(word) !== undefined,
      names: (kind) => namesOf(dialect, kind),
    };
    made.set(dialect, vocabulary);
  }
  return vocabulary;
}

function namesOf(dialect: Dialect, kind: "command" | "aggregation" | "function"): readonly string[] {
  const lists = { command: dialect.commands, aggregation: dialect.aggregations, function: dialect.functions };
  return lists[kind].flatMap(({ name, aliases }) => [name, ...aliases]);
}
