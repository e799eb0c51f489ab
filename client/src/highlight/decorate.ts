import * as vscode from "vscode";
import type { ProtocolClause, ProtocolMark, ProtocolRange, RunResult } from "../../../server/src/protocol/requests.ts";
import { firstLineOf, SAMPLE_SCHEME, samplePage } from "../samples/sample-view.ts";
import { CLAUSE_STYLES, createStyles } from "./styles.ts";

/** A highlight as it is painted. */
export interface PaintedMark {
  readonly kind: "event" | "clause" | "clause-held" | "clause-never";
  readonly range: vscode.Range;
  readonly text: string;
}

interface DocumentMarks {
  /** In a log: events and the text of clauses. */
  marks: readonly ProtocolMark[];
  /** In the rule: the clauses with their counts. */
  clauses: readonly ProtocolClause[];
  /** Clauses of the run, for the hovers of marks. */
  readonly all: readonly ProtocolClause[];
}

/** Paints the ranges that the server computed, and drops them when their document changes. Decides nothing itself. */
export class Highlighter implements vscode.Disposable {
  readonly #styles = createStyles();
  readonly #documents = new Map<string, DocumentMarks>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #shows = new vscode.EventEmitter<void>();
  /** After a run's highlights are shown. */
  readonly onShown = this.#shows.event;
  #shown: RunResult | undefined;

  constructor() {
    this.#subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#paint(editor);
      }),
    ];
  }

  /** Shows a run's highlights in place of all earlier ones. */
  show(result: RunResult): void {
    this.clear();
    this.#documents.set(vscode.Uri.parse(result.uri).toString(), {
      marks: [],
      clauses: result.clauses,
      all: result.clauses,
    });
    for (const log of result.logs) {
      const uri = vscode.Uri.parse(log.uri);
      const shown = log.rendered ? samplePage(uri, 0) : uri;
      this.#documents.set(shown.toString(), { marks: log.marks, clauses: [], all: result.clauses });
    }
    this.#shown = result;
    this.#repaint();
    this.#shows.fire();
  }

  /** The run whose highlights are shown. */
  get shown(): RunResult | undefined {
    return this.#shown;
  }

  /** Marks a further document that the shown run concerns. */
  add(document: vscode.Uri, marks: readonly ProtocolMark[]): void {
    this.#documents.set(keyOf(document), { marks, clauses: [], all: this.#shown?.clauses ?? [] });
    this.#repaint();
  }

  /** Whether a document has highlights of the run that is shown. */
  concerns(document: vscode.Uri): boolean {
    return this.#documents.has(document.toString());
  }

  /** Removes every highlight. */
  clear(): void {
    this.#shown = undefined;
    this.#documents.clear();
    this.#repaint();
  }

  /** What is painted in a document; its texts are read from the open document. */
  painted(uri: vscode.Uri): readonly PaintedMark[] {
    const marks = this.#documents.get(keyOf(uri));
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (marks === undefined) return [];
    const text = (range: vscode.Range): string => document?.getText(range) ?? "";
    return [
      ...marks.marks.map((mark) => ({ kind: mark.kind, range: toRange(mark.range), text: text(toRange(mark.range)) })),
      ...marks.clauses.map(({ range, hits }) => ({
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
    void vscode.commands.executeCommand("setContext", "rulehound.hasHighlights", this.#documents.size > 0);
    for (const editor of vscode.window.visibleTextEditors) this.#paint(editor);
  }

  #paint(editor: vscode.TextEditor): void {
    const { uri, lineCount } = editor.document;
    const found = this.#documents.get(keyOf(uri));
    const first = firstLineOf(uri);
    const marks = (found?.marks ?? []).flatMap((mark) => onPage(mark, first, lineCount));
    const events = (role: ProtocolMark["role"]): vscode.DecorationOptions[] =>
      marks
        .filter((mark) => mark.kind === "event" && mark.role === role)
        .map(({ range, note }) => ({
          range: toRange(range),
          ...(note === undefined ? {} : { hoverMessage: new vscode.MarkdownString().appendText(note) }),
        }));
    editor.setDecorations(this.#styles.matched, events("matched"));
    editor.setDecorations(this.#styles.contributed, events("contributed"));
    this.#styles.clauses.forEach((style, index) => {
      const own = marks.filter((mark) => mark.kind === "clause" && (mark.clause ?? 0) % CLAUSE_STYLES === index);
      editor.setDecorations(
        style,
        own.map((mark) => ({ range: toRange(mark.range), hoverMessage: hoverOf(mark, found?.all ?? []) })),
      );
    });
    const clauses = found?.clauses ?? [];
    editor.setDecorations(
      this.#styles.clauseHeld,
      clauses.filter(({ hits }) => hits > 0).map((clause) => counted(clause, ` ✓ ${clause.hits.toLocaleString("en")}`)),
    );
    editor.setDecorations(
      this.#styles.clauseNever,
      clauses
        .filter(({ hits }) => hits === 0)
        .map((clause) => counted(clause, clause.reached === 0 ? " ∅ not reached" : " ✗ never")),
    );
  }
}

/** The pages of a rendering share their marks. */
function keyOf(uri: vscode.Uri): string {
  return (uri.scheme === SAMPLE_SCHEME ? uri.with({ query: "" }) : uri).toString();
}

/** A mark of a rendering as it stands in the document of one of its pages. */
function onPage(mark: ProtocolMark, first: number, lines: number): readonly ProtocolMark[] {
  if (first === 0) return [mark];
  const { start, end } = mark.range;
  if (start.line < first || start.line >= first + lines) return [];
  const range = { start: { ...start, line: start.line - first }, end: { ...end, line: end.line - first } };
  return [{ ...mark, range }];
}

function toRange(range: ProtocolRange): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

function hoverOf(mark: ProtocolMark, clauses: readonly ProtocolClause[]): vscode.MarkdownString {
  const clause = clauses[mark.clause ?? -1];
  const text = new vscode.MarkdownString();
  if (mark.note !== undefined) return text.appendText(mark.note);
  if (clause !== undefined) text.appendMarkdown("This made the clause true:").appendCodeblock(clause.text, "spl");
  if (mark.field !== undefined) text.appendMarkdown("Field: ").appendText(mark.field);
  return text;
}

function counted(clause: ProtocolClause, label: string): vscode.DecorationOptions {
  const held = clause.hits.toLocaleString("en");
  const reached = clause.reached.toLocaleString("en");
  return {
    range: toRange(clause.range),
    hoverMessage: `Held in ${held} of the ${reached} rows that reached this stage.`,
    renderOptions: { after: { contentText: label } },
  };
}
