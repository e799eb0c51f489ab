import type { Connection } from "vscode-languageserver";
import { newDetections } from "#ide/new-detection.ts";
import { NEW_DETECTION_REQUEST, type NewDetectionParams, type NewDetectionResult } from "#protocol/requests.ts";

/** Serves the files that a new detection can begin as. */
export function serveNewDetections(connection: Connection): void {
  connection.onRequest(
    NEW_DETECTION_REQUEST,
    (params: NewDetectionParams): NewDetectionResult => ({ files: newDetections(params) }),
  );
}
