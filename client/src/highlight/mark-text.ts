import * as vscode from "vscode";
import type { ProtocolClause, ProtocolMark } from "../../../server/src/protocol/requests.ts";

/** Goes from a match to its clause, or from a clause to its next match. */
export const FOLLOW = "rulehound.followMatch";

const LONGEST_VALUE = 400;

/** What the hover of a marked text of a log says: the clause that it made true, the field and the value, and the way to the rule. */
export function markHover(
  mark: ProtocolMark,
  clause: ProtocolClause | undefined,
  value: string,
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (mark.note !== undefined) {
    text.appendText(mark.note);
    return clause === undefined ? text : linked(text.appendMarkdown("\n\n"), vscode.l10n.t("Go to the clause"));
  }
  if (clause !== undefined)
    text.appendMarkdown(vscode.l10n.t("This made the clause true:")).appendCodeblock(clause.text, "spl");
  if (mark.field !== undefined) {
    text.appendMarkdown(vscode.l10n.t("Field {0}, matched text:", `**${escaped(mark.field)}**`));
    text.appendCodeblock(value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value, "plaintext");
  }
  return clause === undefined ? text : linked(text, vscode.l10n.t("Go to the clause"));
}

/** What the hover of a clause of the rule says, and the way to its next match. */
export function clauseHover({ hits, reached }: ProtocolClause, leadsToMatch: boolean): vscode.MarkdownString {
  const held = vscode.l10n.t(
    "Held in {0} of the {1} rows that reached this stage.",
    hits.toLocaleString("en"),
    reached.toLocaleString("en"),
  );
  const text = new vscode.MarkdownString(held);
  return leadsToMatch ? linked(text.appendMarkdown("\n\n"), vscode.l10n.t("Show the next match in the log")) : text;
}

/** Only the one command may be run from here: the other parts of a hover are text of rules and logs. */
function linked(text: vscode.MarkdownString, title: string): vscode.MarkdownString {
  text.isTrusted = { enabledCommands: [FOLLOW] };
  return text.appendMarkdown(`[${title}](command:${FOLLOW})`);
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, "\\$&");
}
