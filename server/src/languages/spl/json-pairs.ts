import { type JsonStep, parseJsonPath } from "#events/json-path.ts";
import { type Json, printJson } from "#events/json-text.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { CallContext, Refusal } from "#semantics/dialect.ts";
import { invalidArguments, textArgument } from "./function-arguments.ts";
import { documentOf, jsonArguments } from "./json-argument.ts";
import { changeJson } from "./json-change.ts";

/** How a function changes the value at a path, given the new one. */
export interface PairChange {
  readonly name: string;
  /** Whether the path is one key, taken as it is written. */
  readonly exact: boolean;
  /** Whether missing keys are made. */
  readonly makes: boolean;
  readonly change: (old: Json | undefined, given: Json) => Json | undefined;
}

/** A function that changes a JSON document at paths, each with a value: `(json, path, value, path, value, …)`. */
export function changePairs(rule: PairChange) {
  return (args: readonly Expression[], call: CallContext): Expression | Refusal => {
    if (args.length % 2 === 0)
      return invalidArguments(call, rule.name, "After the JSON it takes pairs: a path and its value.");
    const document = documentOf(args, 0);
    const values = jsonArguments(args, 1, call);
    const paths = args.slice(1).map((_, i) => (i % 2 === 0 ? textArgument(args, i + 1, call) : () => null));
    return (row) => {
      let whole = document(row);
      if (whole === undefined) return null;
      const given = values(row);
      for (let i = 0; i + 1 < given.length; i += 2) {
        const path = paths[i]?.(row) ?? null;
        const value = given[i + 1];
        if (path === null || value === undefined) continue;
        whole = changeJson(whole, stepsOf(path, rule.exact), (old) => rule.change(old, value), rule.makes);
      }
      return printJson(whole);
    };
  };
}

function stepsOf(path: string, exact: boolean): readonly JsonStep[] {
  return exact ? [{ key: path }] : parseJsonPath(path);
}
