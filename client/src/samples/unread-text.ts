import * as vscode from "vscode";

/** What is said about a sample of which parts were not read: the first reason, and how many there are besides. */
export function unreadText(sample: vscode.Uri, first: string, others: number): string {
  const name = vscode.workspace.asRelativePath(sample);
  return others > 0
    ? vscode.l10n.t("{0}: {1} And {2} more.", name, first, others)
    : vscode.l10n.t("{0}: {1}", name, first);
}
