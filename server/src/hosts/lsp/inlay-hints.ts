import type { Connection, InlayHint } from "vscode-languageserver";
import { precedenceHints } from "#ide/inlay-hints.ts";
import { signatureHints } from "#ide/signature/uuid-hints.ts";
import { fromRange } from "./from-lsp.ts";
import type { Session } from "./session.ts";
import { toInlayHint } from "./to-lsp/marks.ts";

/** Serves inlay hints: rows after each stage of the last run, the parentheses that Splunk means, and the names behind UUIDs. */
export function serveInlayHints(connection: Connection, session: Session): void {
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => {
    const { start, end } = range;
    const shown = session.settings.hints;
    const rows = shown.rows ? rowHints(session, uri) : [];
    const ofRuns = rows.filter(({ position: { line } }) => start.line <= line && line <= end.line);
    const analysis = session.analysis(uri);
    if (analysis === undefined) return ofRuns;
    const { document } = analysis;
    const asked = fromRange(document, range);
    const hints = [
      ...(shown.precedence ? precedenceHints(analysis, asked) : []),
      ...(shown.interfaces ? signatureHints(analysis, asked) : []),
    ];
    return [...ofRuns, ...hints.map((hint) => toInlayHint(document, hint))];
  });
}

/** How many rows went into and came out of each stage, for runs of the text as it stands. */
function rowHints(session: Session, uri: string): readonly InlayHint[] {
  return [...session.runs(uri).values()].flatMap(({ result }) =>
    result.stages.map(({ range, rowsIn, rowsOut, command }) => ({
      position: range.end,
      label: `${rowsIn.toLocaleString("en")} → ${rowsOut.toLocaleString("en")}`,
      paddingLeft: true,
      tooltip: `Rows into and out of ${command}.`,
    })),
  );
}
