import * as vscode from "vscode";
import type { ProtocolClause } from "../../../server/src/protocol/requests.ts";

/** What stands behind a clause of the rule, and in which colour; undefined where another clause at its place says it. */
export interface ClauseLabel {
  readonly text: string;
  readonly color: "clauseCount" | "clauseNever";
}

/**
 * What stands behind each clause. The clauses of a macro all stand where it is called: what is said there is how many of them held,
 * for one of two alternatives that never holds does not make the macro fail.
 */
export function clauseLabels(clauses: readonly ProtocolClause[]): readonly (ClauseLabel | undefined)[] {
  return clauses.map((clause) => {
    const together = clauses.filter((other) => isAt(other, clause));
    const held = together.filter(({ hits }) => hits > 0);
    if (clause !== (held[0] ?? together[0])) return undefined;
    if (held.length === 0) return { text: neverHeld(clause), color: "clauseNever" };
    const text =
      together.length === 1
        ? clause.hits.toLocaleString("en")
        : vscode.l10n.t("{0} of {1} clauses", held.length, together.length);
    return { text: ` ✓ ${text}`, color: "clauseCount" };
  });
}

function isAt({ range: a }: ProtocolClause, { range: b }: ProtocolClause): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** What stands behind a clause that held in no row. */
function neverHeld({ reached }: ProtocolClause): string {
  return reached === 0 ? ` ∅ ${vscode.l10n.t("not reached")}` : ` ✗ ${vscode.l10n.t("never")}`;
}
