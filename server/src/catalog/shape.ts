/** What is wrong in a value, and where: keys and indexes from the root. */
export interface SchemaProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Report = (path: readonly (string | number)[], message: string) => void;

/** A description of plain data: checks a value and carries its type. */
export interface Shape<T> {
  check(value: unknown, path: readonly (string | number)[], report: Report): void;
  /** Never present; ties the type to the shape. */
  readonly type?: T;
}

/** The type of the values that a shape describes. */
export type Of<S> = S extends Shape<infer T> ? T : never;

/** Problems of a value, in order; none when it has the shape. */
export function problemsOf(shape: Shape<unknown>, value: unknown): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  shape.check(value, [], (path, message) => problems.push({ path, message }));
  return problems;
}

/** How a message names a value. */
function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function expected(what: string): <T>(is: (value: unknown) => boolean) => Shape<T> {
  return (is) => ({
    check(value, path, report) {
      if (!is(value)) report(path, `Expected ${what}, found ${describe(value)}.`);
    },
  });
}

/** A text, also an empty one. */
export const text: Shape<string> = expected("text")((value) => typeof value === "string");
/** Any number. */
export const number: Shape<number> = expected("a number")((value) => typeof value === "number");
/** A whole number of at least 0. */
export const count: Shape<number> = expected("a whole number of at least 0")(
  (value) => typeof value === "number" && Number.isInteger(value) && value >= 0,
);
/** 1, which stands for true where false is left out. */
export const flag: Shape<1> = expected("1")((value) => value === 1);
/** True or false. */
export const boolean: Shape<boolean> = expected("true or false")((value) => typeof value === "boolean");

/** One of the given texts. */
export function oneOf<const T extends readonly string[]>(...values: T): Shape<T[number]> {
  return expected(`one of ${values.join(", ")}`)((value) => values.some((v) => v === value));
}

/** A shape, or null. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return {
    check(value, path, report) {
      if (value !== null) shape.check(value, path, report);
    },
  };
}

/** The first shape that fits; otherwise the message names what was expected. */
export function either<A, B>(what: string, first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    check(value, path, report) {
      const fits = (shape: Shape<unknown>) => problemsOf(shape, value).length === 0;
      if (!fits(first) && !fits(second)) report(path, `Expected ${what}, found ${describe(value)}.`);
    },
  };
}

/** A list of a shape, also an empty one. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    check(value, path, report) {
      if (!Array.isArray(value)) report(path, `Expected a list, found ${describe(value)}.`);
      else for (const [i, entry] of value.entries()) item.check(entry, [...path, i], report);
    },
  };
}

/** A mapping with any keys. */
export function mapping<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    check(value, path, report) {
      if (!isMapping(value)) report(path, `Expected a mapping, found ${describe(value)}.`);
      else for (const [key, entry] of Object.entries(value)) item.check(entry, [...path, key], report);
    },
  };
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Fields<R extends Shapes> = { readonly [K in keyof R]: Of<R[K]> };

/** A mapping with the given keys and no others. */
export function record<R extends Shapes, O extends Shapes = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<Fields<R> & Partial<Fields<O>>> {
  const known = new Map([...Object.entries(required), ...Object.entries(optional ?? {})]);
  return {
    check(value, path, report) {
      if (!isMapping(value)) {
        report(path, `Expected a mapping, found ${describe(value)}.`);
        return;
      }
      for (const key of Object.keys(required)) if (!Object.hasOwn(value, key)) report(path, `"${key}" is missing.`);
      for (const [key, entry] of Object.entries(value)) {
        const shape = known.get(key);
        if (shape) shape.check(entry, [...path, key], report);
        else report([...path, key], `Unknown key "${key}"; known keys are ${[...known.keys()].join(", ")}.`);
      }
    },
  };
}

type Items<T extends readonly Shape<unknown>[]> = { readonly [K in keyof T]: Of<T[K]> };

/** A row: the required columns, then optional ones that may be left out at the end or be null before others. */
export function row<const R extends readonly Shape<unknown>[], const O extends readonly Shape<unknown>[] = readonly []>(
  required: R,
  optional?: O,
): Shape<readonly [...Items<R>, ...Partial<Items<O>>]> {
  const columns = [...required, ...(optional ?? [])];
  return {
    check(value, path, report) {
      if (!Array.isArray(value)) {
        report(path, `Expected a row, found ${describe(value)}.`);
        return;
      }
      if (value.length < required.length || value.length > columns.length)
        report(path, `Expected ${required.length} to ${columns.length} columns, found ${value.length}.`);
      for (const [i, column] of columns.slice(0, value.length).entries()) column.check(value[i], [...path, i], report);
    },
  };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
