import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { CAPTURE_VIEW_REQUEST, type CaptureViewResult } from "../../../server/src/protocol/requests.ts";
import { CAPTURE_SCHEME, captureFile, captureUri, viewParams } from "./capture-uri.ts";
import { unreadText } from "./unread-text.ts";

/** Captures as read-only documents: a timeline, bytes, printable text. Notes stand in the margin as inlay hints. */
export class CaptureView
  implements
    vscode.TextDocumentContentProvider,
    vscode.InlayHintsProvider,
    vscode.FoldingRangeProvider,
    vscode.DocumentSymbolProvider,
    vscode.CodeLensProvider,
    vscode.DocumentLinkProvider,
    vscode.Disposable
{
  readonly #client: BaseLanguageClient;
  readonly #views = new Map<string, CaptureViewResult>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    const selector = { scheme: CAPTURE_SCHEME };
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(CAPTURE_SCHEME, this),
      vscode.languages.registerInlayHintsProvider(selector, this),
      vscode.languages.registerFoldingRangeProvider(selector, this),
      vscode.languages.registerDocumentSymbolProvider(selector, this),
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.languages.registerDocumentLinkProvider(selector, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#views.delete(uri.toString())),
    ];
  }

  /** What is shown in an open document of a capture. */
  shown(document: vscode.Uri): CaptureViewResult | undefined {
    return this.#views.get(document.toString());
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const view = await this.#client.sendRequest<CaptureViewResult>(CAPTURE_VIEW_REQUEST, viewParams(uri), token);
    this.#views.set(uri.toString(), view);
    const [first] = view.unread;
    if (first !== undefined) {
      void vscode.window.showWarningMessage(unreadText(captureFile(uri), first, view.unread.length - 1));
    }
    return view.lines.join("\n");
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const notes = this.shown(document.uri)?.notes ?? [];
    return notes
      .filter(({ line }) => line >= range.start.line && line <= range.end.line && line < document.lineCount)
      .map(({ line, text }) => {
        const hint = new vscode.InlayHint(document.lineAt(line).range.end, text);
        hint.paddingLeft = true;
        return hint;
      });
  }

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    const sections = this.shown(document.uri)?.sections ?? [];
    return sections.map(({ line, endLine }) => new vscode.FoldingRange(line, endLine));
  }

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const sections = this.shown(document.uri)?.sections ?? [];
    return sections.map(({ title, line, endLine }) => {
      const whole = new vscode.Range(line, 0, endLine, document.lineAt(endLine).text.length);
      return new vscode.DocumentSymbol(title, "", vscode.SymbolKind.Package, whole, document.lineAt(line).range);
    });
  }

  /** Ways to the other views of the connection and to the pages before and behind. */
  provideCodeLenses({ uri, lineCount }: vscode.TextDocument): vscode.CodeLens[] {
    const lenses: vscode.CodeLens[] = [];
    const lens = (line: number, title: string, view: string): void => {
      const command = { title, command: "vscode.open", arguments: [captureUri(uri, view)] };
      lenses.push(new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command));
    };
    const [view = "", page = "0"] = uri.query.split("&page=");
    const connection = /^(?:connection|pdu|printable)=([^/&]+)/.exec(view)?.[1];
    if (view !== "timeline") lens(0, vscode.l10n.t("Timeline"), "timeline");
    if (connection !== undefined) {
      if (!view.startsWith("connection")) lens(0, vscode.l10n.t("Bytes"), `connection=${connection}`);
      const [toServer, toClient] = [`printable=${connection}/orig`, `printable=${connection}/resp`];
      if (view !== toServer) lens(0, vscode.l10n.t("Printable, to server"), toServer);
      if (view !== toClient) lens(0, vscode.l10n.t("Printable, to client"), toClient);
    }
    const [at, pages] = [Number(page), this.shown(uri)?.pages ?? 1];
    if (at > 0) {
      const before = vscode.l10n.t("page {0} of {1}: the page before", at + 1, pages);
      lens(0, `$(arrow-up) ${before}`, `${view}&page=${at - 1}`);
    }
    if (at + 1 < pages) {
      const next = vscode.l10n.t("page {0} of {1}: the next page", at + 1, pages);
      lens(lineCount - 1, `$(arrow-down) ${next}`, `${view}&page=${at + 1}`);
    }
    return lenses;
  }

  /** Frame numbers lead to the frames, numbers of PDUs to each alone. */
  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const view = this.shown(document.uri);
    if (view === undefined || document.uri.query.startsWith("frame=")) return [];
    const links: vscode.DocumentLink[] = [];
    const link = (line: number, start: number, frame: string): void => {
      const range = new vscode.Range(line, start, line, start + frame.length);
      links.push(new vscode.DocumentLink(range, captureUri(document.uri, `frame=${frame}`)));
    };
    if (view.firstEvent !== undefined) {
      view.lines.forEach((text, line) => {
        const frame = /^#(\d+)/.exec(text)?.[1];
        if (frame !== undefined) link(line, 1, frame);
      });
    }
    const connection = /^connection=([^&]+)/.exec(document.uri.query)?.[1];
    for (const { line } of view.sections) {
      const text = view.lines[line] ?? "";
      const pdu = connection === undefined ? null : /^── (PDU (\d+)) /.exec(text);
      if (pdu !== null) {
        const range = new vscode.Range(line, 3, line, 3 + (pdu[1]?.length ?? 0));
        links.push(new vscode.DocumentLink(range, captureUri(document.uri, `pdu=${connection}/${pdu[2]}`)));
      }
      const at = text.search(/ · frames? \d/);
      if (at < 0) continue;
      for (const { 0: frame, index } of text.slice(at).matchAll(/\d+/g)) link(line, at + index, frame);
    }
    return links;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
