import * as vscode from "vscode";
import type { ProtocolClause, ProtocolMark, RunResult } from "../../../server/src/protocol/requests.ts";
import { firstLineOf } from "../samples/sample-view.ts";
import { type ClauseLabel, clauseLabels } from "./clause-labels.ts";
import { clauseHover, markHover } from "./mark-text.ts";
import { ShownMarks, toRange } from "./shown-marks.ts";
import { CLAUSE_STYLES, createStyles } from "./styles.ts";

/** A highlight as it is painted. */
export interface PaintedMark {
  readonly kind: "event" | "clause" | "clause-held" | "clause-never";
  readonly range: vscode.Range;
  readonly text: string;
}

/** Paints the ranges that the server computed, and drops them when their document changes. Decides nothing itself. */
export class Highlighter implements vscode.Disposable {
  readonly #styles = createStyles();
  readonly #marks = new ShownMarks();
  readonly #subscriptions: vscode.Disposable[];
  readonly #shows = new vscode.EventEmitter<void>();
  /** After a run's highlights are shown. */
  readonly onShown = this.#shows.event;
  #followed: readonly vscode.Location[] = [];

  constructor() {
    this.#subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#paint(editor);
      }),
    ];
  }

  /** Shows a run's highlights in place of all earlier ones. */
  show(result: RunResult): void {
    this.#followed = [];
    this.#marks.set(result);
    this.#repaint();
    this.#shows.fire();
  }

  /** The marks that are shown, to find ways between them. */
  get marks(): ShownMarks {
    return this.#marks;
  }

  /** The run whose highlights are shown. */
  get shown(): RunResult | undefined {
    return this.#marks.result;
  }

  /** Marks a further document that the shown run concerns. */
  add(document: vscode.Uri, marks: readonly ProtocolMark[]): void {
    this.#marks.add(document, marks);
    this.#repaint();
  }

  /** Whether a document has highlights of the run that is shown. */
  concerns(document: vscode.Uri): boolean {
    return this.#marks.concerns(document);
  }

  /** Removes every highlight. */
  clear(): void {
    this.#followed = [];
    this.#marks.set(undefined);
    this.#repaint();
  }

  /** Frames a clause and its match, in place of those that were framed before. */
  frame(places: readonly vscode.Location[]): void {
    this.#followed = places;
    for (const editor of vscode.window.visibleTextEditors) this.#paintFrame(editor);
  }

  /** What is framed. */
  get framed(): readonly vscode.Location[] {
    return this.#followed;
  }

  /** What is painted in a document; its texts are read from the open document. */
  painted(uri: vscode.Uri): readonly PaintedMark[] {
    const { marks, clauses } = this.#marks.of(uri);
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    const labels = clauseLabels(clauses);
    const text = (range: vscode.Range): string => document?.getText(range) ?? "";
    return [
      ...marks.map((mark) => ({ kind: mark.kind, range: toRange(mark.range), text: text(toRange(mark.range)) })),
      ...clauses
        .filter(({ hits }, number) => hits > 0 || labels[number] !== undefined)
        .map(({ range, hits }) => ({
          kind: hits > 0 ? ("clause-held" as const) : ("clause-never" as const),
          range: toRange(range),
          text: text(toRange(range)),
        })),
    ];
  }

  dispose(): void {
    this.#shows.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    const { clauses, ...others } = this.#styles;
    for (const style of [...Object.values(others), ...clauses]) style.dispose();
  }

  #repaint(): void {
    void vscode.commands.executeCommand("setContext", "rulehound.hasHighlights", !this.#marks.isEmpty);
    for (const editor of vscode.window.visibleTextEditors) this.#paint(editor);
  }

  #paint(editor: vscode.TextEditor): void {
    const { document } = editor;
    const found = this.#marks.of(document.uri);
    const first = firstLineOf(document.uri);
    const marks = found.marks.flatMap((mark) => onPage(mark, first, document.lineCount));
    const events = (role: ProtocolMark["role"]): vscode.DecorationOptions[] =>
      marks
        .filter((mark) => mark.kind === "event" && mark.role === role)
        .map(({ range, note }) => ({
          range: toRange(range),
          ...(note === undefined ? {} : { hoverMessage: new vscode.MarkdownString().appendText(note) }),
        }));
    editor.setDecorations(this.#styles.matched, events("matched"));
    editor.setDecorations(this.#styles.contributed, events("contributed"));
    const labels = clauseLabels(found.clauses);
    this.#styles.clauses.forEach((style, index) => {
      const inLog = marks
        .filter((mark) => mark.kind === "clause" && (mark.clause ?? 0) % CLAUSE_STYLES === index)
        .map((mark) => this.#marked(document, mark));
      // A clause looks in the rule as the texts in the log look that made it true.
      const inRule = found.clauses
        .map((clause, number) => ({ clause, number }))
        .filter(({ clause, number }) => clause.hits > 0 && number % CLAUSE_STYLES === index)
        .map(({ clause, number }) => this.#counted(clause, labels[number], number));
      editor.setDecorations(style, [...inLog, ...inRule]);
    });
    editor.setDecorations(
      this.#styles.clauseNever,
      found.clauses.flatMap((clause, number) => {
        const label = labels[number];
        return clause.hits > 0 || label === undefined ? [] : [this.#counted(clause, label)];
      }),
    );
    this.#paintFrame(editor);
  }

  #paintFrame(editor: vscode.TextEditor): void {
    const here = this.#followed.filter(({ uri }) => uri.toString() === editor.document.uri.toString());
    editor.setDecorations(
      this.#styles.followed,
      here.map(({ range }) => range),
    );
  }

  #marked(document: vscode.TextDocument, mark: ProtocolMark): vscode.DecorationOptions {
    const range = toRange(mark.range);
    return { range, hoverMessage: markHover(mark, this.#marks.clause(mark.clause), document.getText(range)) };
  }

  #counted(clause: ProtocolClause, label: ClauseLabel | undefined, number?: number): vscode.DecorationOptions {
    const leads = number !== undefined && this.#marks.hasMatch(number);
    const shown = { range: toRange(clause.range), hoverMessage: clauseHover(clause, leads) };
    if (label === undefined) return shown;
    const after = {
      contentText: label.text,
      color: new vscode.ThemeColor(`rulehound.${label.color}`),
      margin: "0 0.5em 0 0.3em",
      textDecoration: "none",
      backgroundColor: new vscode.ThemeColor("editor.background"),
    };
    return { ...shown, renderOptions: { after } };
  }
}

/** A mark of a rendering as it stands in the document of one of its pages. */
function onPage(mark: ProtocolMark, first: number, lines: number): readonly ProtocolMark[] {
  if (first === 0) return [mark];
  const { start, end } = mark.range;
  if (start.line < first || start.line >= first + lines) return [];
  const range = { start: { ...start, line: start.line - first }, end: { ...end, line: end.line - first } };
  return [{ ...mark, range }];
}
