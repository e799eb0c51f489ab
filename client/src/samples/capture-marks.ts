import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  CAPTURE_MARKS_REQUEST,
  type CaptureMarksParams,
  type CaptureMarksResult,
  type ProtocolMark,
  type RunResult,
} from "../../../server/src/protocol/requests.ts";
import type { Highlighter } from "../highlight/decorate.ts";
import { CAPTURE_SCHEME, captureFile, viewParams } from "./capture-uri.ts";
import type { CaptureView } from "./capture-view.ts";

/** Keeps the visible documents of captures marked with the matches of the run that is shown. */
export class CaptureMarks implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #highlighter: Highlighter;
  readonly #view: CaptureView;
  readonly #subscriptions: vscode.Disposable[];

  constructor(client: BaseLanguageClient, highlighter: Highlighter, view: CaptureView) {
    this.#client = client;
    this.#highlighter = highlighter;
    this.#view = view;
    this.#subscriptions = [
      highlighter.onShown(() => this.#mark(vscode.window.visibleTextEditors)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.#mark(editors)),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #mark(editors: readonly vscode.TextEditor[]): void {
    for (const { document } of editors) {
      if (document.uri.scheme !== CAPTURE_SCHEME) continue;
      this.#markDocument(document.uri).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        void vscode.window.showWarningMessage(vscode.l10n.t("The matches in the capture cannot be shown: {0}", why));
      });
    }
  }

  async #markDocument(document: vscode.Uri): Promise<void> {
    const result = this.#highlighter.shown;
    const file = captureFile(document).toString();
    const log = result?.logs.find(({ uri }) => vscode.Uri.parse(uri).toString() === file);
    if (result === undefined || log === undefined || this.#highlighter.concerns(document)) return;
    const params: CaptureMarksParams = { ...viewParams(document), rule: result.uri, analytic: result.analytic };
    const { marks } = await this.#client.sendRequest<CaptureMarksResult>(CAPTURE_MARKS_REQUEST, params);
    // Another run may have been shown meanwhile.
    if (this.#highlighter.shown !== result) return;
    this.#highlighter.add(document, marks.length > 0 ? marks : this.#events(document, log));
  }

  /** The events that a search found, on the lines of a timeline. */
  #events(document: vscode.Uri, log: RunResult["logs"][number]): readonly ProtocolMark[] {
    const view = this.#view.shown(document);
    if (view?.firstEvent === undefined) return [];
    const { firstEvent, lines } = view;
    return log.marks.flatMap((mark) => {
      const line = mark.range.start.line - firstEvent;
      const character = lines[line]?.length;
      if (mark.kind !== "event" || character === undefined) return [];
      return [{ ...mark, range: { start: { line, character: 0 }, end: { line, character } } }];
    });
  }
}
