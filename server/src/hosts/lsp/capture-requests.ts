import type { CancellationToken, Connection } from "vscode-languageserver";
import { toHost } from "#base/source-map.ts";
import { insertElement } from "#engine/capture-view/element-insertion.ts";
import { elementLine } from "#engine/capture-view/selection-element.ts";
import {
  CAPTURE_ELEMENT_REQUEST,
  CAPTURE_MARKS_REQUEST,
  CAPTURE_PLACE_REQUEST,
  CAPTURE_VIEW_REQUEST,
  type CaptureElementParams,
  type CaptureElementResult,
  type CaptureMarksParams,
  type CaptureMarksResult,
  type CapturePlaceParams,
  type CapturePlaceResult,
  type CaptureViewParams,
  type CaptureViewResult,
  type ProtocolEdits,
  type ProtocolMark,
} from "#protocol/requests.ts";
import type { CaptureAnswer, CaptureQuestion } from "../run/capture-views.ts";
import { toPath } from "./file-path.ts";
import { RequestCancelled } from "./request-failed.ts";
import type { RunWorker } from "./run-worker.ts";
import type { Session } from "./session.ts";
import { toRange } from "./to-lsp/places.ts";

/** Answers what the documents of captures show: text, matches, the bytes of an event, elements made of bytes. */
export function serveCaptures(connection: Connection, session: Session, worker: RunWorker): void {
  const ask = async <K extends CaptureAnswer["kind"]>(
    question: Extract<CaptureQuestion, { kind: K }>,
    token: CancellationToken,
  ): Promise<Extract<CaptureAnswer, { kind: K }>> => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const answer = await worker.capture<K>(question, abort.signal);
    if (answer === undefined) throw new RequestCancelled("The request was cancelled.");
    return answer;
  };

  connection.onRequest(
    CAPTURE_VIEW_REQUEST,
    async ({ uri, view }: CaptureViewParams, token): Promise<CaptureViewResult> => {
      const { lines, sections, notes, pages, firstEvent, unread } = await ask<"view">(
        { kind: "view", path: toPath(uri), query: view },
        token,
      );
      const first = firstEvent === undefined ? {} : { firstEvent };
      return { lines, sections, notes, pages, unread, ...first };
    },
  );

  connection.onRequest(
    CAPTURE_PLACE_REQUEST,
    async ({ uri, event }: CapturePlaceParams, token): Promise<CapturePlaceResult> => {
      const { query, line } = await ask<"place">({ kind: "place", path: toPath(uri), event: Math.floor(event) }, token);
      return { view: query, line };
    },
  );

  connection.onRequest(
    CAPTURE_MARKS_REQUEST,
    async (params: CaptureMarksParams, token): Promise<CaptureMarksResult> => {
      const analytic = session.analysis(params.rule)?.rule.analytics.find(({ id }) => id === params.analytic);
      if (analytic?.language !== "signature") return { marks: [] };
      const question = { path: toPath(params.uri), query: params.view, rule: analytic.query.text };
      const { marks } = await ask<"marks">({ kind: "marks", ...question }, token);
      return { marks: marks.map(toMark) };
    },
  );

  connection.onRequest(
    CAPTURE_ELEMENT_REQUEST,
    async (params: CaptureElementParams, token): Promise<CaptureElementResult> => {
      const { start, end } = params.range;
      const { made } = await ask<"element">(
        {
          kind: "element",
          path: toPath(params.uri),
          query: params.view,
          from: { line: start.line, column: start.character },
          to: { line: end.line, column: end.character },
        },
        token,
      );
      if ("refused" in made) return { message: made.refused };
      const edit = params.rule === undefined ? undefined : elementEdit(session, params.rule, made);
      const text = elementLine(made);
      return { text, message: "", ...(edit === undefined ? {} : { edit }) };
    },
  );
}

function toMark(mark: Extract<CaptureAnswer, { kind: "marks" }>["marks"][number]): ProtocolMark {
  const { line, start, end, element, note } = mark;
  const range = { start: { line, character: start }, end: { line, character: end } };
  if (element === undefined) return { range, kind: "event", role: "matched", note };
  return { range, kind: "clause", role: "matched", clause: element, note };
}

function elementEdit(
  session: Session,
  uri: string,
  made: { readonly key: string; readonly value: string },
): ProtocolEdits | undefined {
  const analysis = session.analysis(uri);
  const analytic = analysis?.rule.analytics.find(({ language }) => language === "signature");
  if (analysis === undefined || analytic === undefined) return undefined;
  const insertion = insertElement(analytic.query.text, made);
  if (insertion === null) return undefined;
  const { at, text, name } = insertion;
  const place = toHost(analytic.query.map, { start: at, end: at });
  const { document } = analysis;
  const edits = [{ range: toRange(document, place), newText: text }];
  return { uri, version: document.version, edits, message: `The element is named "${name}".` };
}
