import type { Connection } from "vscode-languageserver";
import { exportPreview } from "#ide/signature/export-preview.ts";
import { EXPORT_REQUEST, type ExportParams, type ExportResult } from "#protocol/requests.ts";
import type { Session } from "./session.ts";

/** Serves the export of signature rules. */
export function serveExports(connection: Connection, session: Session): void {
  connection.onRequest(EXPORT_REQUEST, ({ uri, target }: ExportParams): ExportResult => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return { text: undefined, message: "The file is not open." };
    return exportPreview(analysis, target);
  });
}
