import * as vscode from "vscode";

/** The language of a page's own words: that of the editor where a translation is there, else English. */
export function pageLanguage(): string {
  return vscode.l10n.bundle === undefined ? "en" : vscode.env.language;
}
