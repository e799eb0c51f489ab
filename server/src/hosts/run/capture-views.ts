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
import { openSample } from "#engine/samples.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { nodeCatalog } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { findSamples } from "../node/find-samples.ts";
import { nodeGunzip } from "../node/gunzip.ts";

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

/** Answers questions about captures. The capture that was asked about last stays decoded. */
export class CaptureViews {
  #last: { readonly key: string; readonly decoded: DecodedCapture } | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** An answer; one at a time. Throws a {@link FileProblem} when there is none. */
  answer(question: CaptureQuestion, signal: AbortSignal): Promise<CaptureAnswer> {
    const answer = this.#queue.then(() => this.#answer(question, signal));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async #answer(question: CaptureQuestion, signal: AbortSignal): Promise<CaptureAnswer> {
    signal.throwIfAborted();
    const decoded = await this.#decoded(question.path, signal);
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
    const refused = "Select bytes of one section first: digits or characters below a heading.";
    const printable = query.place.kind === "printable";
    return { kind: "element", made: selected === null ? { refused } : elementOf(selected.bytes, printable, rpc) };
  }

  async #decoded(path: string, signal: AbortSignal): Promise<DecodedCapture> {
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
    if (this.#last?.key === key) return this.#last.decoded;
    this.#last = undefined;
    const opened = await openSample(sample.source, nodeGunzip);
    if (opened.reader?.id !== "pcap") throw new FileProblem(`${path} is no network capture (pcap, pcapng).`);
    const reading = decodeCapture(opened.source, { signal, progress: () => undefined, rpc: () => nodeCatalog().rpc });
    let step = await reading.next();
    while (step.done !== true) {
      // Lets a cancellation come in.
      await new Promise((resolve) => setImmediate(resolve));
      step = await reading.next();
    }
    this.#last = { key, decoded: step.value };
    return step.value;
  }
}

function viewOf({ view, firstEvent, pages }: CaptureDocument, { problems }: DecodedCapture): CaptureAnswer {
  const { lines, sections, notes } = view;
  const unread = problems.slice(0, MOST_UNREAD).map(({ message }) => message);
  return { kind: "view", lines, sections, notes, pages, firstEvent, unread };
}

/** None for a rule that cannot be run: its run says why. */
function marksOf(text: string, document: CaptureDocument, decoded: DecodedCapture): readonly SignatureMark[] {
  const { elements, condition, problems } = readSignatures(parseSignatureRule(text), nodeCatalog());
  if (condition === undefined || problems.some(({ severity }) => severity === "error")) return [];
  return signatureMarks(document, { elements, condition }, decoded);
}
