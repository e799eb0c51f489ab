import type { Condition } from "#syntax/signature/condition.ts";
import type { ReadElement } from "../signature-language.ts";

/** One element of a conjunction: found at least `times`, or, when negated, found less often than that. */
export interface Term {
  readonly name: string;
  readonly negated: boolean;
  readonly times: number;
}

type Lists = readonly (readonly Term[])[];

const MAX_CONJUNCTIONS = 32;

/** A condition as alternatives, each a list of terms that hold together; `whole` is false when there were too many. */
export function conjunctions(
  condition: Condition,
  elements: ReadonlyMap<string, ReadElement>,
): { readonly lists: Lists; readonly whole: boolean } {
  const writer = new ConjunctionWriter(elements);
  const lists = writer.listsOf(condition, false);
  return { lists: writer.bounded(lists), whole: writer.whole };
}

class ConjunctionWriter {
  whole = true;
  readonly #elements: ReadonlyMap<string, ReadElement>;

  constructor(elements: ReadonlyMap<string, ReadElement>) {
    this.#elements = elements;
  }

  bounded(lists: Lists): Lists {
    this.whole &&= lists.length <= MAX_CONJUNCTIONS;
    return lists.slice(0, MAX_CONJUNCTIONS);
  }

  listsOf(at: Condition, negated: boolean): Lists {
    switch (at.kind) {
      case "not":
        return this.listsOf(at.part, !negated);
      case "and":
      case "or": {
        const parts = at.parts.map((part) => this.listsOf(part, negated));
        return (at.kind === "or") !== negated ? parts.flat() : this.#together(parts);
      }
      case "count":
        return this.#counted(at.name, at.op, at.value, negated);
      case "name": {
        const options = this.#elements.get(at.name)?.options;
        const { op, value } = options?.count ?? { op: ">=", value: 1 };
        return this.#counted(at.name, op, value, negated !== (options?.not ?? false));
      }
      case "of":
        return [];
    }
  }

  /** Every choice of one alternative from each part. */
  #together(parts: readonly Lists[]): Lists {
    let lists: Lists = [[]];
    for (const part of parts) lists = this.bounded(lists.flatMap((list) => part.map((other) => [...list, ...other])));
    return lists;
  }

  #counted(name: string, op: string, value: number, negated: boolean): Lists {
    const least = (times: number, less: boolean): Lists => {
      if (times <= 0) return less !== negated ? [] : [[]];
      return [[{ name, negated: less !== negated, times }]];
    };
    switch (op) {
      case ">=":
        return least(value, false);
      case ">":
        return least(value + 1, false);
      case "<":
        return least(value, true);
      case "<=":
        return least(value + 1, true);
      default: {
        const both = [least(value, false), least(value + 1, true)];
        // "!=" is the negation of "=", and a negated "=" is either of two.
        if ((op === "!=") !== negated) {
          const flipped = op === "!=" ? [least(value, true), least(value + 1, false)] : both;
          return flipped.flat();
        }
        const joined = op === "!=" ? [least(value, true), least(value + 1, false)] : both;
        return this.#together(joined);
      }
    }
  }
}
