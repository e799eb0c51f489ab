import * as vscode from "vscode";
import type { Highlighter } from "../highlight/decorate.ts";

/**
 * `Rulehound: Go Between Clause and Match`: from a clause of the rule to its next match in the log, from a match to its clause.
 * Repeated in the rule, each time one match further.
 */
export async function followMatch(highlighter: Highlighter): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const link = editor && linkAt(highlighter, editor.document.uri, editor.selection.active);
  if (editor === undefined || link === undefined) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Put the cursor on a clause that held, or on a text that is lit up."),
      3000,
    );
    return;
  }
  highlighter.frame([link.clause, link.match]);
  const { uri, range } = link.fromRule ? link.match : link.clause;
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(range.start, range.start),
    ...(open?.viewColumn === undefined ? { viewColumn: vscode.ViewColumn.Beside } : { viewColumn: open.viewColumn }),
  });
}

/** A clause and one of its matches. */
interface Link {
  readonly clause: vscode.Location;
  readonly match: vscode.Location;
  readonly fromRule: boolean;
}

function linkAt(highlighter: Highlighter, document: vscode.Uri, position: vscode.Position): Link | undefined {
  const { marks } = highlighter;
  const inRule = marks.clauseAt(document, position);
  const number = inRule ?? marks.clausesBehind(document, position)[0];
  if (number === undefined) return undefined;
  const clause = marks.placeOf(number);
  const matches = marks.matchesOf(number);
  const last =
    inRule === undefined ? -1 : matches.findIndex((one) => highlighter.framed.some((seen) => isSame(one, seen)));
  const here = ({ uri, range }: vscode.Location): boolean =>
    uri.toString() === document.toString() && range.contains(position);
  const match = inRule === undefined ? matches.find(here) : (matches[last + 1] ?? matches[0]);
  return clause === undefined || match === undefined ? undefined : { clause, match, fromRule: inRule !== undefined };
}

function isSame(a: vscode.Location, b: vscode.Location): boolean {
  return a.uri.toString() === b.uri.toString() && a.range.isEqual(b.range);
}

/** A click in a clause shows its next match in a log that is on the screen, a click on a match its clause; the cursor stays. */
export class MatchLinks implements vscode.DefinitionProvider, vscode.ImplementationProvider, vscode.Disposable {
  readonly #highlighter: Highlighter;
  readonly #subscriptions: vscode.Disposable[];

  constructor(highlighter: Highlighter) {
    this.#highlighter = highlighter;
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection((change) => this.#clicked(change)),
      vscode.languages.registerDefinitionProvider({ pattern: "**" }, this),
      vscode.languages.registerImplementationProvider({ pattern: "**" }, this),
    ];
  }

  /** The clauses that a text of a log made true. */
  provideDefinition({ uri }: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
    const { marks } = this.#highlighter;
    return marks.clausesBehind(uri, position).flatMap((clause) => marks.placeOf(clause) ?? []);
  }

  /** The texts in the logs that made a clause of the rule true. */
  provideImplementation({ uri }: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
    const { marks } = this.#highlighter;
    const clause = marks.clauseAt(uri, position);
    return clause === undefined ? [] : [...marks.matchesOf(clause)];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #clicked({ textEditor, selections, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const [selection] = selections;
    if (kind !== vscode.TextEditorSelectionChangeKind.Mouse || selection?.isEmpty !== true) return;
    if (!vscode.workspace.getConfiguration("rulehound").get("highlights.follow", true)) return;
    const link = linkAt(this.#highlighter, textEditor.document.uri, selection.active);
    this.#highlighter.frame(link === undefined ? [] : [link.clause, link.match]);
    if (link === undefined) return;
    const { uri, range } = link.fromRule ? link.match : link.clause;
    const other = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    other?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
