import * as vscode from "vscode";

/** How many clauses get a look of their own before looks repeat. */
export const CLAUSE_STYLES = 8;

const LINES = ["solid", "dashed", "dotted", "double"] as const;

/**
 * The decoration types. Every kind differs by shape as well as by colour: events by the line at their left, clauses by the kind of
 * line below them and, from the fifth look on, by a frame of that line.
 */
export function createStyles(): {
  readonly matched: vscode.TextEditorDecorationType;
  readonly contributed: vscode.TextEditorDecorationType;
  readonly clauses: readonly vscode.TextEditorDecorationType[];
  readonly clauseNever: vscode.TextEditorDecorationType;
  readonly followed: vscode.TextEditorDecorationType;
} {
  return {
    matched: vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: color("matchedEventBackground"),
      borderWidth: "0 0 0 3px",
      borderStyle: "solid",
      borderColor: color("matchRuler"),
      overviewRulerColor: color("matchRuler"),
      overviewRulerLane: vscode.OverviewRulerLane.Full,
      ...gutter('fill="COLOR"'),
    }),
    contributed: vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: color("contributingEventBackground"),
      borderWidth: "0 0 0 3px",
      borderStyle: "dotted",
      borderColor: color("matchRuler"),
      overviewRulerColor: color("matchRuler"),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
      ...gutter('fill="none" stroke="COLOR" stroke-width="2"'),
    }),
    clauses: Array.from({ length: CLAUSE_STYLES }, (_, index) => clauseStyle(index)),
    clauseNever: vscode.window.createTextEditorDecorationType({
      textDecoration: "underline wavy 1px",
    }),
    followed: vscode.window.createTextEditorDecorationType({
      outlineWidth: "2px",
      outlineStyle: "solid",
      outlineColor: color("followedMatch"),
      overviewRulerColor: color("followedMatch"),
      overviewRulerLane: vscode.OverviewRulerLane.Right,
    }),
  };
}

function clauseStyle(index: number): vscode.TextEditorDecorationType {
  const line = LINES[index % LINES.length] ?? "solid";
  const framed = index >= LINES.length;
  const below = line === "double" ? "3px" : "2px";
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: color(`clause${index + 1}Background`),
    borderColor: color(`clause${index + 1}`),
    borderStyle: line,
    borderWidth: framed ? below : `0 0 ${below} 0`,
    fontWeight: "bold",
    overviewRulerColor: color(`clause${index + 1}`),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
}

/** A mark beside the line number, which stays when a long line is scrolled: a disc, or a ring. Images take no theme's colour. */
function gutter(look: string): vscode.DecorationRenderOptions {
  const icon = (fill: string): vscode.Uri =>
    vscode.Uri.parse(
      `data:image/svg+xml;utf8,${encodeURIComponent(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="4" ${look.replace("COLOR", fill)}/></svg>`,
      )}`,
    );
  return {
    dark: { gutterIconPath: icon("#3fb950") },
    light: { gutterIconPath: icon("#1a7f37") },
    gutterIconSize: "80%",
  };
}

function color(name: string): vscode.ThemeColor {
  return new vscode.ThemeColor(`rulehound.${name}`);
}
