import * as vscode from "vscode";

/** How many clauses get a look of their own before looks repeat. */
export const CLAUSE_STYLES = 4;

/** The decoration types. Every kind differs by shape (border, underline style, gutter) as well as by colour. */
export function createStyles(): {
  readonly matched: vscode.TextEditorDecorationType;
  readonly contributed: vscode.TextEditorDecorationType;
  readonly clauses: readonly vscode.TextEditorDecorationType[];
  readonly clauseHeld: vscode.TextEditorDecorationType;
  readonly clauseNever: vscode.TextEditorDecorationType;
} {
  const color = (name: string): vscode.ThemeColor => new vscode.ThemeColor(`rulehound.${name}`);
  const underline = ["solid", "dashed", "dotted", "double"];
  const clauses = underline.map((style, index) =>
    vscode.window.createTextEditorDecorationType({
      backgroundColor: color(`clause${index + 1}Background`),
      textDecoration: `underline ${style} 2px`,
      fontWeight: "bold",
      overviewRulerColor: color("matchRuler"),
      overviewRulerLane: vscode.OverviewRulerLane.Center,
    }),
  );
  return {
    matched: vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: color("matchedEventBackground"),
      borderWidth: "0 0 0 3px",
      borderStyle: "solid",
      borderColor: color("matchRuler"),
      overviewRulerColor: color("matchRuler"),
      overviewRulerLane: vscode.OverviewRulerLane.Full,
    }),
    contributed: vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: color("contributingEventBackground"),
      borderWidth: "0 0 0 3px",
      borderStyle: "dotted",
      borderColor: color("matchRuler"),
      overviewRulerColor: color("matchRuler"),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }),
    clauses,
    clauseHeld: vscode.window.createTextEditorDecorationType({
      after: { color: color("clauseCount"), margin: "0 0 0 0.3em" },
      textDecoration: "underline solid 1px",
    }),
    clauseNever: vscode.window.createTextEditorDecorationType({
      after: { color: color("clauseNever"), margin: "0 0 0 0.3em" },
      textDecoration: "underline wavy 1px",
      opacity: "0.75",
    }),
  };
}
