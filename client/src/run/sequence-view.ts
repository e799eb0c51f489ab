import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  CAPTURE_PLACE_REQUEST,
  type CapturePlaceParams,
  type CapturePlaceResult,
  FIND_SEQUENCES_REQUEST,
  type FindSequencesParams,
  type FindSequencesResult,
  type ProtocolStep,
} from "../../../server/src/protocol/requests.ts";
import { captureUri } from "../samples/capture-uri.ts";
import { eventPlace } from "../samples/sample-view.ts";
import { type SequencePage, sequencePage } from "./sequence-page.ts";

/** The page beside the editors that shows which calls started which processes. One at a time. */
export class SequenceView implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  #panel: vscode.WebviewPanel | undefined;
  #samples: readonly vscode.Uri[] = [];
  #page: SequencePage | undefined;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  /** The page that is shown, for the tests of the extension. */
  get page(): SequencePage | undefined {
    return this.#page;
  }

  /** Looks for sequences in samples and shows them. `given` counts instead of the settings. */
  async find(
    samples: readonly vscode.Uri[],
    given: Pick<FindSequencesParams, "within" | "skew"> = {},
  ): Promise<FindSequencesResult> {
    const settings = vscode.workspace.getConfiguration("rulehound.sequence");
    const params: FindSequencesParams = {
      samples: samples.map(String),
      within: given.within ?? settings.get("within", 5),
      skew: given.skew ?? settings.get("skew", 0),
    };
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Rulehound: finding sequences"),
        cancellable: true,
      },
      (_, token) => this.#client.sendRequest<FindSequencesResult>(FIND_SEQUENCES_REQUEST, params, token),
    );
    this.#samples = samples;
    this.#page = sequencePage(result);
    this.#shown().webview.html = this.#page.html;
    return result;
  }

  /** Opens the event of a link: the bytes of a call, or the line of a log. */
  async open(place: number): Promise<void> {
    const step = this.#page?.places[place];
    if (step === undefined) return;
    const { uri, range } = step.capture ? await this.#bytesOf(step) : eventPlace(step);
    const document = await vscode.workspace.openTextDocument(uri);
    const line = document.lineAt(Math.min(range.start.line, document.lineCount - 1)).range;
    const selection = step.capture ? new vscode.Range(line.start, line.start) : line;
    const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection });
    const where = step.capture ? vscode.TextEditorRevealType.AtTop : vscode.TextEditorRevealType.InCenter;
    editor.revealRange(new vscode.Range(line.start, line.start), where);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #bytesOf({ uri, line }: ProtocolStep): Promise<{ readonly uri: vscode.Uri; readonly range: vscode.Range }> {
    const params: CapturePlaceParams = { uri, event: line };
    const place = await this.#client.sendRequest<CapturePlaceResult>(CAPTURE_PLACE_REQUEST, params);
    const capture = captureUri(vscode.Uri.parse(uri), place.view);
    return { uri: capture, range: new vscode.Range(place.line, 0, place.line, 0) };
  }

  #shown(): vscode.WebviewPanel {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return this.#panel;
    }
    const panel = vscode.window.createWebviewPanel(
      "rulehound.sequences",
      vscode.l10n.t("Sequences"),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: true },
    );
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => void this.#received(message));
    this.#panel = panel;
    return panel;
  }

  /** The page sends the number of a link, or the numbers of its form; all else is ignored. */
  async #received(message: unknown): Promise<void> {
    if (typeof message !== "object" || message === null) return;
    const { place, within, skew } = message as Readonly<Record<string, unknown>>;
    try {
      if (typeof place === "number") await this.open(place);
      else if (typeof within === "number" && typeof skew === "number") await this.find(this.#samples, { within, skew });
    } catch (error) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t("Rulehound: {0}", error instanceof Error ? error.message : String(error)),
      );
    }
  }
}
