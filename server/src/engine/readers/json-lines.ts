import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { headText } from "./encoding.ts";
import { JsonEvent } from "./json-event.ts";
import { findJsonProblem } from "./json-problem.ts";
import { isJsonObject } from "./json-values.ts";
import { readLines, type TextLine } from "./lines.ts";
import { spansOfLocated } from "./located-fields.ts";
import { type ReadInput, readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";

/** One JSON object a line. Windows events of any known JSON shape get Splunk's names; others are read as KV_MODE=json. */
export const jsonLines: Reader = {
  id: "json-lines",
  title: "JSON lines",
  extensions: [".jsonl", ".ndjson", ".json"],

  detect(head: Uint8Array): number {
    const lines = headText(head)
      .split(/\r\n|\n|\r/)
      .filter((line) => line.trim() !== "");
    const first = lines[0];
    if (first === undefined || !first.trimStart().startsWith("{")) return 0;
    if (isObjectText(first)) return lines.length > 1 && !(lines[1] ?? "").trimStart().startsWith("{") ? 0.6 : 0.95;
    // One event may be longer than the head, and one line may be broken.
    if (lines.length === 1) return first.length > 4096 && /^\s*\{\s*"/.test(first) ? 0.5 : 0.1;
    return lines.slice(1, 6).some(isObjectText) ? 0.7 : 0;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    let ordinal = 0;
    for await (const lines of readLines(source, context, "parts")) {
      const events: SampleEvent[] = [];
      for (const line of lines) {
        const event = readEvent(line, ordinal, input, context);
        if (event === null) continue;
        events.push(event);
        ordinal++;
      }
      if (events.length > 0) yield events;
    }
  },

  spansOf: spansOfLocated,
};

function readEvent(line: TextLine, ordinal: number, input: ReadInput, context: ReadContext): SampleEvent | null {
  const { text } = line;
  if (text === "") return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const problem = text.trim() === "" ? null : findJsonProblem(text);
    if (problem !== null) report(line, `Not JSON: ${problem.message} at column ${problem.offset + 1}.`, context);
    return null;
  }
  if (!isJsonObject(value)) {
    report(line, "The line is JSON but no object, so it has no fields.", context);
    return null;
  }
  return new JsonEvent(value, text, line, ordinal, input);
}

function report(line: TextLine, message: string, context: ReadContext): void {
  context.problem({ line: line.line, start: line.start, end: line.end, message });
}

function isObjectText(line: string): boolean {
  try {
    return isJsonObject(JSON.parse(line));
  } catch {
    return false;
  }
}
