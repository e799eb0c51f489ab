import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  ANALYTICS_REQUEST,
  type AnalyticsResult,
  EXPLAIN_EMPTINESS_REQUEST,
  type ExplainEmptinessResult,
} from "../../../server/src/protocol/requests.ts";
import { asking } from "./why-not.ts";

export const EMPTINESS_SCHEME = "rulehound-emptiness";

/** The page that explains why a search can never return anything, as a read-only document. */
export class EmptinessDocument implements vscode.TextDocumentContentProvider {
  #text = "";
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(): string {
    return this.#text;
  }

  async show(text: string): Promise<void> {
    this.#text = text;
    const uri = vscode.Uri.from({ scheme: EMPTINESS_SCHEME, path: `/${vscode.l10n.t("Why nothing is found")}.md` });
    this.#changed.fire(uri);
    await vscode.workspace.openTextDocument(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }
}

/** `Rulehound: Explain Emptiness`: the chain of facts that proves the analytic under the cursor, or any of the file, to return nothing. */
export async function explainEmptiness(client: BaseLanguageClient, page: EmptinessDocument): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a rule file first."));
    return;
  }
  const uri = editor.document.uri.toString();
  const { line } = editor.selection.active;
  const result = await asking(async () => {
    const { analytics } = await client.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri });
    const here = analytics.find(({ range }) => range.start.line <= line && line <= range.end.line);
    return client.sendRequest<ExplainEmptinessResult>(EXPLAIN_EMPTINESS_REQUEST, { uri, analytic: here?.id });
  });
  if (result !== undefined) await page.show(result.markdown);
}
