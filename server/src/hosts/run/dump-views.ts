import { dumpDocument, dumpPlace } from "#engine/capture-view/dump-document.ts";
import { elementOf } from "#engine/capture-view/selection-element.ts";
import { hexPaste } from "#engine/readers/hex-paste.ts";
import type { SoughtRule } from "#engine/signature/verdict.ts";
import type { ByteSource } from "#engine/sources.ts";
import type { WireConnection } from "#events/wire.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { nodeCatalog } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import type { CaptureAnswer, CaptureQuestion } from "./capture-views.ts";

/** The dumps of a hexadecimal paste, and what of it could not be read. */
export interface ReadDumps {
  readonly kind: "dumps";
  readonly dumps: readonly WireConnection[];
  readonly unread: readonly string[];
}

const MOST_UNREAD = 1000;
/** What to do when no bytes are selected. */
export const NOT_SELECTED = { refused: "Select bytes of one section first: digits or characters below a heading." };

/** Reads the dumps of a sample. Throws when the signal aborts. */
export async function readDumps(source: ByteSource, signal: AbortSignal): Promise<ReadDumps> {
  const dumps: WireConnection[] = [];
  const unread: string[] = [];
  const context = {
    sample: 0,
    windowsProfile: "union",
    timeZone: "UTC",
    defaults: {},
    signal,
    progress: () => undefined,
    problem: ({ line, message }: { readonly line: number; readonly message: string }) => {
      if (unread.length < MOST_UNREAD) unread.push(`Line ${line + 1}: ${message}`);
    },
  } as const;
  for await (const events of hexPaste.read(source, context))
    for (const { wire } of events) if (wire !== undefined) dumps.push(wire);
  return { kind: "dumps", dumps, unread };
}

/** Answers a question about dumps: there is one document, by pages, whatever view is asked for. */
export function dumpAnswer(question: CaptureQuestion, { dumps, unread }: ReadDumps): CaptureAnswer {
  const { rpc } = nodeCatalog();
  if (question.kind === "place") {
    const place = dumpPlace(dumps, question.event);
    if (place === null) throw new FileProblem(`${question.path} has no dump ${question.event + 1}.`);
    return { kind: "place", query: place.page === 0 ? "dumps" : `dumps&page=${place.page}`, line: place.line };
  }
  const page = Number(/&page=(\d{1,9})$/.exec(question.query)?.[1] ?? 0);
  const { view, pages, marks } = dumpDocument(dumps, page, rpc);
  if (question.kind === "marks") {
    const rule = soughtRule(question.rule);
    return { kind: "marks", marks: rule === undefined ? [] : marks(rule) };
  }
  if (question.kind === "element") {
    const selected = view.selected(question.from, question.to);
    return { kind: "element", made: selected === null ? NOT_SELECTED : elementOf(selected.bytes, false, rpc) };
  }
  const { lines, sections, notes } = view;
  return { kind: "view", lines, sections, notes, pages, firstEvent: undefined, unread };
}

/** A rule as it is looked for; undefined for one that cannot be run: its run says why. */
export function soughtRule(text: string): SoughtRule | undefined {
  const { elements, condition, per, problems } = readSignatures(parseSignatureRule(text), nodeCatalog());
  if (condition === undefined || problems.some(({ severity }) => severity === "error")) return undefined;
  return { elements, condition, per };
}
