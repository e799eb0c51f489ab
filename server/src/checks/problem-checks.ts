import { memoByObject } from "#semantics/workspace/memo-by-object.ts";
import type { CheckDefinition } from "./define.ts";

/** Codes of problems that a check reports in its own words; they are not shown a second time as `syntax/…`. */
const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  "spl/unknown-macro": ["E-MACRO"],
  "spl/macro-arity": ["E-MACROARGS"],
  "spl/unknown-command": ["E-UNKNOWN"],
  "spl/generating-not-first": ["E-NOTFIRST"],
  "spl/empty-command": ["E-MISSINGCMD"],
  "spl/unbalanced-quotes": ["E-QUOTES"],
  "spl/unbalanced-brackets": ["E-BRCLOSE", "E-BROPEN"],
  "spl/unbalanced-parens": ["E-PARENS"],
  "spl/unterminated-comment": ["E-COMMENT"],
  "spl/unterminated-macro": ["E-TICK"],
  "spl/unknown-function": ["E-FUNCUNKNOWN"],
  "spl/func-args": ["E-FUNCARGS"],
  "spl/bool-assign": ["E-BOOLASSIGN"],
  "spl/plus-type-error": ["E-PLUSTYPES"],
  "spl/implied-and-in-where": ["E-OP"],
  "spl/eval-agg-needs-as": ["E-EVALAS", "E-CHARTEVAL"],
  "spl/stats-name-conflict": ["E-NAMECONFLICT"],
  "spl/rename-wildcard-mismatch": ["E-RENWC"],
  "spl/rex-no-group": ["E-REXNONE"],
  "spl/transaction-order": ["E-TIMEORDER"],
};

/** The codes that the given checks claim. */
export const claimedProblems = memoByObject(
  (checks: readonly CheckDefinition[]): ReadonlySet<string> => new Set(checks.flatMap(({ id }) => CLAIMS[id] ?? [])),
);
