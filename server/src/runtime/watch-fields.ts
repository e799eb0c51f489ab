import type { Batch } from "#events/batch.ts";
import type { Operator } from "./operator.ts";

/** The rows of an operator; when all of its input has passed, `missing` is told of fields that no row had, if there were rows. */
export function watchFields(
  operator: Operator,
  names: readonly string[],
  missing: (names: readonly string[], run: Parameters<Operator>[1]) => void,
): Operator {
  return (input, run) => {
    let left = names;
    let rows = 0;
    const watched = async function* (): AsyncGenerator<Batch> {
      for await (const batch of input) {
        rows += batch.length;
        if (left.length > 0) left = left.filter((name) => batch.every((row) => row.get(name) === null));
        yield batch;
      }
      if (rows > 0 && left.length > 0) missing(left, run);
    };
    return operator(watched(), run);
  };
}
