import * as vscode from "vscode";
import type { ProtocolClause, ProtocolMark, ProtocolRange, RunResult } from "../../../server/src/protocol/requests.ts";
import { firstLineOf, SAMPLE_SCHEME, samplePage } from "../samples/sample-view.ts";

/** What is marked in a document: in a log events and the text of clauses, in the rule the clauses with their counts. */
export interface DocumentMarks {
  readonly marks: readonly ProtocolMark[];
  readonly clauses: readonly ProtocolClause[];
}

const NONE: DocumentMarks = { marks: [], clauses: [] };

/** The marks of the run that is shown, by document; leads from clauses to their matches and back. */
export class ShownMarks {
  readonly #documents = new Map<string, DocumentMarks>();
  /** Logs in the order of the run, as the documents that show their first lines. */
  #logs: readonly vscode.Uri[] = [];
  #result: RunResult | undefined;

  /** The run whose marks these are. */
  get result(): RunResult | undefined {
    return this.#result;
  }

  /** Takes the marks of a run in place of all others; without a run there are none. */
  set(result: RunResult | undefined): void {
    this.#documents.clear();
    this.#result = result;
    this.#logs = [];
    if (result === undefined) return;
    this.#documents.set(vscode.Uri.parse(result.uri).toString(), { marks: [], clauses: result.clauses });
    for (const { uri, rendered, marks } of result.logs) {
      const sample = vscode.Uri.parse(uri);
      const shown = rendered ? samplePage(sample, 0) : sample;
      this.#logs = [...this.#logs, shown];
      this.#documents.set(keyOf(shown), { marks, clauses: [] });
    }
  }

  /** Marks a further document that the run concerns. */
  add(document: vscode.Uri, marks: readonly ProtocolMark[]): void {
    this.#documents.set(keyOf(document), { marks, clauses: [] });
  }

  /** Whether a document has marks, or could have had some. */
  concerns(document: vscode.Uri): boolean {
    return this.#documents.has(document.toString());
  }

  get isEmpty(): boolean {
    return this.#documents.size === 0;
  }

  of(document: vscode.Uri): DocumentMarks {
    return this.#documents.get(keyOf(document)) ?? NONE;
  }

  /** What a clause of the run is, by the number that marks carry. */
  clause(number: number | undefined): ProtocolClause | undefined {
    return this.#result?.clauses[number ?? -1];
  }

  /** Number of the smallest clause at a place of the rule, of the clauses of a macro one that leads to a match; undefined where there is none. */
  clauseAt(document: vscode.Uri, position: vscode.Position): number | undefined {
    const { clauses } = this.of(document);
    const here = smallest(
      clauses.map((clause, number) => ({ range: toRange(clause.range), number })),
      position,
    );
    const together = here.filter(({ range }) => here[0]?.range.isEqual(range));
    return (together.find(({ number }) => this.hasMatch(number)) ?? here[0])?.number;
  }

  /** Numbers of the clauses that the text at a place of a log made true, that of the smallest text first. */
  clausesBehind(document: vscode.Uri, position: vscode.Position): readonly number[] {
    const first = firstLineOf(document);
    const here = this.of(document).marks.flatMap(({ kind, range, clause }) =>
      kind === "clause" && clause !== undefined && this.clause(clause) !== undefined
        ? [{ range: movedUp(toRange(range), first), number: clause }]
        : [],
    );
    return smallest(here, position).map(({ number }) => number);
  }

  /** Where the clause is in the rule. */
  placeOf(clause: number): vscode.Location | undefined {
    const found = this.clause(clause);
    return found === undefined || this.#result === undefined
      ? undefined
      : new vscode.Location(vscode.Uri.parse(this.#result.uri), toRange(found.range));
  }

  /** Whether any text of the logs made a clause true. */
  hasMatch(clause: number): boolean {
    return this.#logs.some((log) =>
      this.of(log).marks.some((mark) => mark.kind === "clause" && mark.clause === clause),
    );
  }

  /** The texts that made a clause true, in the order of the logs and of their lines. */
  matchesOf(clause: number): readonly vscode.Location[] {
    return this.#logs.flatMap((log) =>
      this.of(log)
        .marks.filter((mark) => mark.kind === "clause" && mark.clause === clause)
        .map(({ range }) => onOwnPage(log, toRange(range)))
        .sort((a, b) => firstLineOf(a.uri) - firstLineOf(b.uri) || a.range.start.compareTo(b.range.start)),
    );
  }
}

/** The pages of a rendering share their marks. */
function keyOf(uri: vscode.Uri): string {
  return (uri.scheme === SAMPLE_SCHEME ? uri.with({ query: "" }) : uri).toString();
}

/** A place of a log in the document that shows it. */
function onOwnPage(log: vscode.Uri, range: vscode.Range): vscode.Location {
  const page = log.scheme === SAMPLE_SCHEME ? samplePage(log, range.start.line) : log;
  return new vscode.Location(page, movedUp(range, firstLineOf(page)));
}

function movedUp({ start, end }: vscode.Range, lines: number): vscode.Range {
  // Of a page before this one: a place that no cursor is at.
  if (start.line < lines) return new vscode.Range(0, 0, 0, 0);
  return new vscode.Range(start.line - lines, start.character, end.line - lines, end.character);
}

/** Those that contain a place, the shortest first. */
function smallest<T extends { readonly range: vscode.Range }>(
  items: readonly T[],
  position: vscode.Position,
): readonly T[] {
  const size = ({ start, end }: vscode.Range): number =>
    (end.line - start.line) * 1e6 + end.character - start.character;
  return items
    .filter(({ range }) => !range.isEmpty && range.contains(position))
    .sort((a, b) => size(a.range) - size(b.range));
}

/** A range of the protocol as one of VS Code. */
export function toRange({ start, end }: ProtocolRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
