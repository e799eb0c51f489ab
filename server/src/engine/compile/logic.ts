import type { Predicate } from "#runtime/predicate.ts";

/** Up to two tests that together are all of them, in their order: thousands are nested some levels deep only. */
export function halves<T>(tests: readonly T[], join: (half: readonly T[]) => T): readonly T[] {
  if (tests.length <= 2) return tests;
  const middle = tests.length >> 1;
  return [join(tests.slice(0, middle)), join(tests.slice(middle))];
}

/**
 * All of the conditions, three-valued (SPL reference 2.2.2). `eager` asks every one, so that an explaining run sees them all.
 */
export function allOf(tests: readonly Predicate[], eager: boolean): Predicate {
  const [a, b] = halves(tests, (half) => allOf(half, eager));
  if (a === undefined) return () => true;
  if (b === undefined) return a;
  return (row) => {
    const x = a(row);
    if (x === false && !eager) return false;
    const y = b(row);
    if (x === false || y === false) return false;
    return x === null || y === null ? null : true;
  };
}

/** Any of the conditions, three-valued. */
export function anyOf(tests: readonly Predicate[], eager: boolean): Predicate {
  const [a, b] = halves(tests, (half) => anyOf(half, eager));
  if (a === undefined) return () => false;
  if (b === undefined) return a;
  return (row) => {
    const x = a(row);
    if (x === true && !eager) return true;
    const y = b(row);
    if (x === true || y === true) return true;
    return x === null || y === null ? null : false;
  };
}

/** Exactly one of two; without an answer when either has none. */
export function eitherOf(a: Predicate, b: Predicate): Predicate {
  return (row) => {
    const x = a(row);
    const y = b(row);
    return x === null || y === null ? null : x !== y;
  };
}

/** The opposite. What `NOT` makes of no answer is the setting `whereNotNull`. */
export function notOf(a: Predicate, ofNull: null | true): Predicate {
  return (row) => {
    const x = a(row);
    return x === null ? ofNull : !x;
  };
}
