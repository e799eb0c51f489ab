import * as vscode from "vscode";
import { SAMPLE_SCHEME } from "../samples/sample-view.ts";
import { nameAfter } from "./chosen-samples.ts";

/** What a run that is shown is about. */
export interface ShownSubject {
  /** The rule, and its text as it has run. */
  readonly rule: string | undefined;
  readonly text: string | undefined;
  /** Whether a document has highlights of the run. */
  concerns(document: vscode.Uri): boolean;
}

/** Tells what happens to the rule and the samples of the run that is shown. */
export function followChanges(
  subject: () => ShownSubject,
  told: {
    /** A document was edited. `drops`: what is shown does not fit it any more. */
    edited(isRule: boolean, drops: boolean): void;
    /** A log that is open was read again from the disk. */
    readAgain(sample: vscode.Uri): void;
    /** Files have new names. */
    renamed(nameOf: (uri: string) => string): void;
  },
): readonly vscode.Disposable[] {
  return [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const { rule, concerns } = subject();
      const isRule = document.uri.toString() === rule;
      // A rendering follows its sample, which is watched. A log without unsaved changes was read again from the disk.
      const drops = document.uri.scheme !== SAMPLE_SCHEME && concerns(document.uri);
      if (!drops || isRule || document.isDirty) told.edited(isRule, drops);
      else told.readAgain(document.uri);
    }),
    // A rule whose unsaved edits were thrown away at closing is another text than the one that has run.
    vscode.workspace.onDidOpenTextDocument((document) => {
      const { rule, text } = subject();
      if (document.uri.toString() === rule && text !== undefined && text !== document.getText())
        told.edited(true, true);
    }),
    vscode.workspace.onDidRenameFiles((event) => told.renamed(nameAfter(event))),
  ];
}
