import type { Dialect } from "#semantics/dialect.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";

const made = new WeakMap<Dialect, Vocabulary>();

/** The words of a dialect, as the parser wants them. */
export function vocabularyOf(dialect: Dialect): Vocabulary {
  let vocabulary = made.get(dialect);
  if (vocabulary === undefined) {
    vocabulary = {
      command: (name) => dialect.command(name),
      isAggregation: (word) => dialect.aggregation(word) !== undefined,
      isFunction: (word) => dialect.function(word) !== undefined,
    };
    made.set(dialect, vocabulary);
  }
  return vocabulary;
}
