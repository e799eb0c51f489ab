import { stat } from "node:fs/promises";
import {
  type CaptureDocument,
  captureDocument,
  eventPlace,
  parseQuery,
} from "#engine/capture-view/capture-document.ts";
import { elementOf, type MadeElement } from "#engine/capture-view/selection-element.ts";
import { type SignatureMark, signatureMarks } from "#engine/capture-view/signature-marks.ts";
import type { TextPosition } from "#engine/capture-view/view.ts";
import { type DecodedCapture, decodeCapture } from "#engine/readers/pcap/decode-capture.ts";
import { type OpenedSample, openSample } from "#engine/samples.ts";
import { nodeCatalog } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { findSamples } from "../node/find-samples.ts";
import { nodeGunzip } from "../node/gunzip.ts";
import { dumpAnswer, NOT_SELECTED, type ReadDumps, readDumps, soughtRule } from "./dump-views.ts";

/** What is asked of a capture; `query` names a document of it. */
export type CaptureQuestion = { readonly path: string } & (
  | { readonly kind: "view"; readonly query: string }
  /** The bytes of the event with this ordinal. */
  | { readonly kind: "place"; readonly event: number }
  /** The matches of a signature rule. */
  | { readonly kind: "marks"; readonly query: string; readonly rule: string }
  /** An element for the selected bytes. */
  | { readonly kind: "element"; readonly query: string; readonly from: TextPosition; readonly to: TextPosition }
);

export type CaptureAnswer =
  | {
      readonly kind: "view";
      readonly lines: readonly string[];
      readonly sections: CaptureDocument["view"]["sections"];
      readonly notes: CaptureDocument["view"]["notes"];
      readonly pages: number;
      readonly firstEvent: number | undefined;
      readonly unread: readonly string[];
    }
  | { readonly kind: "place"; readonly query: string; readonly line: number }
  | { readonly kind: "marks"; readonly marks: readonly SignatureMark[] }
  | { readonly kind: "element"; readonly made: MadeElement };

const MOST_UNREAD = 1000;

/** A capture, or the dumps of a hexadecimal paste. */
type Opened = { readonly kind: "capture"; readonly decoded: DecodedCapture } | ReadDumps;

/** Answers questions about captures and hexadecimal dumps. The one that was asked about last stays decoded. */
export class CaptureViews {
  #last: { readonly key: string; readonly opened: Opened } | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** An answer; one at a time. Throws a {@link FileProblem} when there is none. */
  answer(question: CaptureQuestion, signal: AbortSignal): Promise<CaptureAnswer> {
    const answer = this.#queue.then(() => this.#answer(question, signal));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async #answer(question: CaptureQuestion, signal: AbortSignal): Promise<CaptureAnswer> {
    signal.throwIfAborted();
    const opened = await this.#opened(question.path, signal);
    if (opened.kind === "dumps") return dumpAnswer(question, opened);
    const { decoded } = opened;
    const { rpc } = nodeCatalog();
    if (question.kind === "place") {
      const place = eventPlace(question.event, decoded, rpc);
      if (place === null) throw new FileProblem(`${question.path} has no event ${question.event + 1}.`);
      return { kind: "place", ...place };
    }
    const query = parseQuery(question.query);
    const document = query && captureDocument(query, decoded, rpc);
    if (query === null || document === null) {
      throw new FileProblem(`${question.path} has nothing under "${question.query}".`);
    }
    if (question.kind === "view") return viewOf(document, decoded);
    if (question.kind === "marks") return { kind: "marks", marks: marksOf(question.rule, document, decoded) };
    const selected = document.view.selected(question.from, question.to);
    const printable = query.place.kind === "printable";
    return { kind: "element", made: selected === null ? NOT_SELECTED : elementOf(selected.bytes, printable, rpc) };
  }

  async #opened(path: string, signal: AbortSignal): Promise<Opened> {
    const { samples } = await findSamples(path);
    const [sample] = samples;
    if (sample === undefined || samples.length > 1) {
      throw new FileProblem(`${path} is not one capture but ${samples.length} logs; name one of them.`);
    }
    const changed = await stat(path).then(
      ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
      () => "",
    );
    const key = JSON.stringify([path, changed]);
    if (this.#last?.key === key) return this.#last.opened;
    this.#last = undefined;
    const opened = await openSample(sample.source, nodeGunzip);
    const found = await openedAs(path, opened, signal);
    this.#last = { key, opened: found };
    return found;
  }
}

async function openedAs(path: string, { reader, source }: OpenedSample, signal: AbortSignal): Promise<Opened> {
  if (reader?.id === "hex-paste") return readDumps(source, signal);
  if (reader?.id !== "pcap")
    throw new FileProblem(`${path} is no network capture (pcap, pcapng) and no dump of bytes.`);
  const reading = decodeCapture(source, { signal, progress: () => undefined, rpc: () => nodeCatalog().rpc });
  let step = await reading.next();
  while (step.done !== true) {
    // Lets a cancellation come in.
    await new Promise((resolve) => setImmediate(resolve));
    step = await reading.next();
  }
  return { kind: "capture", decoded: step.value };
}

function viewOf({ view, firstEvent, pages }: CaptureDocument, { problems }: DecodedCapture): CaptureAnswer {
  const { lines, sections, notes } = view;
  const unread = problems.slice(0, MOST_UNREAD).map(({ message }) => message);
  return { kind: "view", lines, sections, notes, pages, firstEvent, unread };
}

function marksOf(text: string, document: CaptureDocument, decoded: DecodedCapture): readonly SignatureMark[] {
  const rule = soughtRule(text);
  return rule === undefined ? [] : signatureMarks(document, rule, decoded);
}
