import type { Connection } from "vscode-languageserver";
import { exportPreview } from "#ide/signature/export-preview.ts";
import { importPreview } from "#ide/signature/import-preview.ts";
import {
  EXPORT_REQUEST,
  type ExportParams,
  type ExportResult,
  IMPORT_REQUEST,
  type ImportParams,
  type ImportResult,
} from "#protocol/requests.ts";
import type { Session } from "./session.ts";

/** Serves the export of signature rules, and the import of those of other languages. */
export function serveExports(connection: Connection, session: Session): void {
  connection.onRequest(EXPORT_REQUEST, ({ uri, target }: ExportParams): ExportResult => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return { text: undefined, message: "The file is not open." };
    return exportPreview(analysis, target);
  });
  connection.onRequest(IMPORT_REQUEST, ({ text }: ImportParams): ImportResult => {
    return importPreview(text, session.environment.catalog);
  });
}
