import type * as vscode from "vscode";
import type { CaptureViewParams } from "../../../server/src/protocol/requests.ts";

export const CAPTURE_SCHEME = "rulehound-capture";

/** The document of a capture that shows a view, see {@link CaptureViewParams}. */
export function captureUri(capture: vscode.Uri, view: string): vscode.Uri {
  return capture.with({ scheme: CAPTURE_SCHEME, query: view });
}

/** The capture's file behind a document of any kind. */
export function captureFile(document: vscode.Uri): vscode.Uri {
  return document.with({ scheme: "file", query: "" });
}

/** What to ask the server about a document of a capture. */
export function viewParams(document: vscode.Uri): CaptureViewParams {
  return { uri: captureFile(document).toString(), view: document.query };
}
