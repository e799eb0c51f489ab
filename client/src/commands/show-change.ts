import * as vscode from "vscode";
import type { ProtocolEvent, RunResult } from "../../../server/src/protocol/requests.ts";
import { eventPlace } from "../samples/sample-view.ts";

export const MATCHES_SCHEME = "rulehound-matches";

/** The matched events before and after the last edit, as two read-only documents. */
export class MatchDocuments implements vscode.TextDocumentContentProvider {
  #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? "";
  }

  /** Shows two states of the matches side by side. */
  async compare(before: string, after: string, title: string): Promise<void> {
    this.#texts = new Map([
      ["/before", before],
      ["/after", after],
    ]);
    const [left, right] = ["/before", "/after"].map((path) => vscode.Uri.from({ scheme: MATCHES_SCHEME, path }));
    if (left === undefined || right === undefined) return;
    for (const uri of [left, right]) this.#changed.fire(uri);
    await vscode.commands.executeCommand("vscode.diff", left, right, title);
  }
}

/** `Rulehound: Show Gained and Lost Matches`: a diff of the matched events of the last two runs of an analytic. */
export async function showChange(result: RunResult | undefined, documents: MatchDocuments): Promise<void> {
  if (result?.change === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Run an analytic twice on the same log, with an edit between, to see what changed."),
    );
    return;
  }
  const { gained, lost } = result.change;
  const now: ProtocolEvent[] = result.logs.flatMap(({ uri, rendered, marks }) =>
    marks.filter(({ kind }) => kind === "event").map(({ range }) => ({ uri, line: range.start.line, rendered })),
  );
  const isGained = new Set(gained.map(keyOf));
  const before = [...now.filter((event) => !isGained.has(keyOf(event))), ...lost];
  const title = vscode.l10n.t("{0}: +{1} −{2}", result.name, gained.length, lost.length);
  await documents.compare(await textOf(before), await textOf(now), title);
}

const keyOf = ({ uri, line }: ProtocolEvent): string => `${uri}#${line}`;

/** The lines of events, in the order of the logs. */
async function textOf(events: readonly ProtocolEvent[]): Promise<string> {
  const sorted = [...events].sort((a, b) => (a.uri === b.uri ? a.line - b.line : a.uri < b.uri ? -1 : 1));
  const lines: string[] = [];
  for (const event of sorted) {
    const place = eventPlace(event);
    const document = await vscode.workspace.openTextDocument(place.uri);
    const { line } = place.range.start;
    const text = line < document.lineCount ? document.lineAt(line).text : "";
    lines.push(`${vscode.workspace.asRelativePath(vscode.Uri.parse(event.uri))}:${event.line + 1}  ${text}`);
  }
  return `${lines.join("\n")}\n`;
}
