import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { headText } from "./encoding.ts";
import type { FoundText } from "./found-text.ts";
import { JsonEvent } from "./json-event.ts";
import { findJsonProblem } from "./json-problem.ts";
import { isJsonObject } from "./json-values.ts";
import { MAX_LINE_BYTES } from "./lines.ts";
import { spansOfLocated } from "./located-fields.ts";
import { type ReadInput, readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";
import { readWindow, type TextWindow } from "./text-window.ts";

const BATCH = 256;
/** An object whose array of events is under one of these keys, with only plain members before it. */
const CONTAINER =
  /^\s*\{(?:\s*"[^"\\]*"\s*:\s*(?:"[^"\\]*"|-?[\d.eE+-]+|true|false|null|\[[^[\]{}]*\])\s*,)*\s*"(?:results|Records|records|events|Events|logs|value|hits)"\s*:\s*\[(?=\s*\{)/;
const BETWEEN = /[\s,[\]]*/y;
const NOISE_END = /[{\n]/g;

/** JSON objects that are not one a line: an array of events, a container with such an array, or objects over several lines. */
export const jsonDocuments: Reader = {
  id: "json-documents",
  title: "JSON array or documents",
  extensions: [".json"],

  detect(head: Uint8Array): number {
    const text = headText(head).trimStart();
    if (/^\[\s*\{\s*["}]/.test(text)) return 0.9;
    // One container a file: where the next line begins an object too, each line is an event.
    if (CONTAINER.test(text)) return /^.*\r?\n\s*\{/.test(text) ? 0 : 0.97;
    // Objects spread over lines: the first line alone is no object.
    return /^\{[^\S\n]*\n\s*"/.test(text) ? 0.85 : 0;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    const splitter = new DocumentSplitter(context);
    let events: SampleEvent[] = [];
    let ordinal = 0;
    for await (const found of readWindow(source, context, (window, last) => splitter.step(window, last))) {
      const event = readDocument(found, ordinal, input, context);
      if (event === null) continue;
      events.push(event);
      ordinal++;
      if (events.length < BATCH) continue;
      yield events;
      events = [];
    }
    if (events.length > 0) yield events;
  },

  spansOf: spansOfLocated,
};

function readDocument(found: FoundText, ordinal: number, input: ReadInput, context: ReadContext): SampleEvent | null {
  const { text, start, end, line } = found;
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return new JsonEvent(value, text, found, ordinal, input);
    context.problem({ line, start, end, message: "The value is no object, so it has no fields." });
  } catch {
    const problem = findJsonProblem(text);
    const what = problem === null ? "" : `: ${problem.message} at character ${problem.offset + 1} of the event`;
    context.problem({ line, start, end, message: `Not JSON${what}.` });
  }
  return null;
}

/** Cuts the text into top-level values, or the items of the outermost array. */
class DocumentSplitter {
  readonly #context: ReadContext;
  #begun = false;
  #container = false;
  #finished = false;
  /** How far the value at the window's start was looked through, and the state there. */
  #scan: ValueScan | null = null;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  *step(window: TextWindow, last: boolean): Generator<FoundText> {
    let at = 0;
    if (!this.#begun) {
      // The array of a container may begin behind some members.
      if (!last && window.text.length < 4096) return;
      this.#begun = true;
      const container = CONTAINER.exec(window.text);
      this.#container = container !== null;
      at = container?.[0].length ?? 0;
    }
    while (!this.#finished) {
      if (this.#scan === null) {
        at = this.#skip(window, at);
        if (at >= window.text.length || this.#finished) break;
      }
      const scan = this.#scan ?? new ValueScan(at);
      const end = scan.run(window.text);
      if (end < 0 && !last && window.text.length - scan.start <= MAX_LINE_BYTES) {
        window.drop(scan.start);
        scan.shift(scan.start);
        this.#scan = scan;
        return;
      }
      this.#scan = null;
      const cut = end < 0 ? window.text.length : end;
      const text = window.text.slice(scan.start, cut).trimEnd();
      const { byte, line, column } = window.locate(scan.start);
      yield { text, start: byte, end: window.locate(scan.start + text.length).byte, line, column };
      at = cut;
    }
    window.drop(this.#finished ? window.text.length : at);
  }

  /** Passes over what stands between values; a container ends with its array. */
  #skip(window: TextWindow, from: number): number {
    let at = from;
    for (;;) {
      BETWEEN.lastIndex = at;
      const between = BETWEEN.exec(window.text)?.[0] ?? "";
      if (this.#container && between.includes("]")) {
        this.#finished = true;
        return at;
      }
      at += between.length;
      if (at >= window.text.length || window.text[at] === "{") return at;
      at = this.#tellNoise(window, at);
    }
  }

  /** Something that begins no object is told up to the next line or object. */
  #tellNoise(window: TextWindow, at: number): number {
    NOISE_END.lastIndex = at;
    const end = NOISE_END.exec(window.text)?.index ?? window.text.length;
    const { byte, line } = window.locate(at);
    const shown = window.text.slice(at, Math.min(end, at + 40)).trimEnd();
    const stop = window.locate(end).byte;
    this.#context.problem({ line, start: byte, end: stop, message: `"${shown}" begins no JSON object.` });
    return end;
  }
}

/** Looks for the end of a bracketed value, over as many pieces of text as it takes. */
class ValueScan {
  start: number;
  #at: number;
  #depth = 0;
  #inString = false;

  constructor(start: number) {
    this.start = start;
    this.#at = start;
  }

  /** The text before `start` is gone. */
  shift(by: number): void {
    this.start -= by;
    this.#at -= by;
  }

  /** Behind the value's end; -1 when it has not come yet. */
  run(text: string): number {
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      if (this.#inString) {
        if (code === 92) this.#at++;
        else if (code === 34) this.#inString = false;
      } else if (code === 34) this.#inString = true;
      else if (code === 123 || code === 91) this.#depth++;
      else if (code === 125 || code === 93) {
        this.#depth--;
        if (this.#depth <= 0) return this.#at + 1;
      }
      this.#at++;
    }
    return -1;
  }
}
