import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ProtocolEvent,
  SAMPLE_TEXT_REQUEST,
  type SampleTextParams,
  type SampleTextResult,
} from "../../../server/src/protocol/requests.ts";
import { unreadText } from "./unread-text.ts";

export const SAMPLE_SCHEME = "rulehound-sample";

/** Lines of a sample's text rendering in one document. */
export const PAGE_LINES = 10_000;

/** The document that shows a line of a sample whose text rendering is looked at, and the number of its first line. */
export function samplePage(sample: vscode.Uri, line: number): vscode.Uri {
  const from = Math.floor(line / PAGE_LINES) * PAGE_LINES;
  return sample.with({ scheme: SAMPLE_SCHEME, query: from === 0 ? "" : `from=${from}` });
}

/** Where an event is shown: its document, and the place in it at which the event begins. */
export function eventPlace({ uri, line, rendered }: ProtocolEvent): {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
} {
  const sample = vscode.Uri.parse(uri);
  const document = rendered ? samplePage(sample, line) : sample;
  const at = new vscode.Position(line - firstLineOf(document), 0);
  return { uri: document, range: new vscode.Range(at, at) };
}

/** The number of a document's first line in the rendering; 0 for other documents. */
export function firstLineOf(document: vscode.Uri): number {
  return document.scheme === SAMPLE_SCHEME ? Number(/^from=(\d+)$/.exec(document.query)?.[1] ?? 0) : 0;
}

interface Page {
  readonly first: number;
  readonly lines: number;
  readonly total: number | undefined;
}

/** Samples that are no text, or too large, as read-only documents: one event a line, by pages. */
export class SampleView
  implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.HoverProvider, vscode.Disposable
{
  readonly #client: BaseLanguageClient;
  readonly #pages = new Map<string, Page>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    const selector = { scheme: SAMPLE_SCHEME };
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SAMPLE_SCHEME, this),
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.languages.registerHoverProvider(selector, this),
      vscode.workspace.onDidOpenTextDocument((document) => colorAsWhatItIs(document)),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const first = firstLineOf(uri);
    const params: SampleTextParams = {
      uri: uri.with({ scheme: "file", query: "" }).toString(),
      firstLine: first,
      lines: PAGE_LINES,
    };
    const page = await this.#client.sendRequest<SampleTextResult>(SAMPLE_TEXT_REQUEST, params, token);
    this.#pages.set(uri.toString(), { first, lines: page.lines.length, total: page.total });
    if (page.unread.length > 0) {
      const [{ message } = { message: "" }] = page.unread;
      void vscode.window.showWarningMessage(unreadText(uri.with({ scheme: "file" }), message, page.unread.length - 1));
    }
    return page.lines.join("\n");
  }

  /** Reads the shown pages of a sample again: it has changed on disk. */
  refresh(sample: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === SAMPLE_SCHEME && uri.path === sample.path) this.#changed.fire(uri);
    }
  }

  /** Ways to the pages before and behind. */
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const page = this.#pages.get(document.uri.toString());
    if (page === undefined) return [];
    const lenses: vscode.CodeLens[] = [];
    const lens = (line: number, title: string, to: number): void => {
      const at = new vscode.Range(line, 0, line, 0);
      lenses.push(
        new vscode.CodeLens(at, { title, command: "vscode.open", arguments: [samplePage(document.uri, to)] }),
      );
    };
    if (page.first > 0) lens(0, `$(arrow-up) ${wayBack(page)}`, page.first - PAGE_LINES);
    const more = page.lines === PAGE_LINES && page.total !== page.first + page.lines;
    if (more) lens(document.lineCount - 1, `$(arrow-down) ${wayOn(page)}`, page.first + PAGE_LINES);
    return lenses;
  }

  /** The event under the cursor, laid out. */
  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover {
    const text = document.lineAt(position.line).text;
    const [pretty, language] = text.startsWith("{") ? [prettyJson(text), "json"] : [prettyXml(text), "xml"];
    return new vscode.Hover(
      new vscode.MarkdownString().appendCodeblock(pretty, language),
      document.lineAt(position.line).range,
    );
  }

  dispose(): void {
    this.#changed.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function wayBack({ first, lines, total }: Page): string {
  return total === undefined
    ? vscode.l10n.t("events {0} to {1}: the page before", first + 1, first + lines)
    : vscode.l10n.t("events {0} to {1} of {2}: the page before", first + 1, first + lines, total);
}

function wayOn({ first, lines, total }: Page): string {
  return total === undefined
    ? vscode.l10n.t("events {0} to {1}: the next page", first + 1, first + lines)
    : vscode.l10n.t("events {0} to {1} of {2}: the next page", first + 1, first + lines, total);
}

/** The rendering of a sample has no file name that tells its language; its first character does. */
function colorAsWhatItIs(document: vscode.TextDocument): void {
  if (document.uri.scheme !== SAMPLE_SCHEME || document.lineCount === 0) return;
  const language = { "<": "xml", "{": "jsonl" }[document.lineAt(0).text[0] ?? ""];
  if (language === undefined || document.languageId === language) return;
  // Without that language in this VS Code it stays plain text.
  vscode.languages.setTextDocumentLanguage(document, language).then(undefined, () => undefined);
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // Shown as it is.
  }
}

/** One element a line; texts stay with their element. */
function prettyXml(text: string): string {
  let depth = 0;
  const lines: string[] = [];
  for (const part of text.split(/(?<=>)(?=<)/)) {
    if (part.startsWith("</")) depth = Math.max(0, depth - 1);
    lines.push("  ".repeat(depth) + part);
    if (/^<[^/!?]/.test(part) && !/\/>$/.test(part) && !/<\/[^>]+>$/.test(part)) depth++;
  }
  return lines.join("\n");
}
