import { indexOfBytes } from "./bytes.ts";
import { runEnd } from "./gaps.ts";
import { JoinedStream } from "./joined-stream.ts";
import type { ByteStream, Connection } from "./model.ts";
import type { Found } from "./stub.ts";
import { latin1 } from "./text.ts";

/** One HTTP/1 message; places are in its stream. */
export interface HttpMessage {
  readonly stream: ByteStream;
  readonly start: number;
  readonly end: number;
  /** The frame with which it was complete. */
  readonly frame: number;
  /** The three words of the first line. */
  readonly line: readonly [Found<string>, Found<string>, Found<string>];
  /** By lower-case name; of one that comes twice, the first. */
  readonly headers: ReadonlyMap<string, Found<string>>;
  /** The body without the marks of chunks. */
  readonly body: JoinedStream;
}

/** A request with its answer; one of them may be missing. */
export interface HttpExchange {
  readonly connection: Connection;
  readonly request: HttpMessage | null;
  readonly response: HttpMessage | null;
}

const MAX_HEAD = 65536;
const REQUEST = /^[A-Z][A-Z_-]{1,19} \S+ HTTP\/1\.[01]\r?\n/;
const RESPONSE = /^HTTP\/1\.[01] \d{3}/;

/** The text of a message's head from a place on: up to the empty line, or as far as there is any within 64 KiB. */
function headText(stream: ByteStream, at: number): string {
  const stop = Math.min(at + MAX_HEAD, runEnd(stream, at));
  for (let size = 256; ; size *= 4) {
    const end = Math.min(at + size, stop);
    const text = latin1(stream.view(at, end) ?? new Uint8Array(0));
    if (end === stop || /\r?\n\r?\n/.test(text)) return text;
  }
}

/** Whether a connection begins with an HTTP request or answer. */
export function isHttp({ streams }: Connection): boolean {
  const first = streams.orig.view(0, Math.min(streams.orig.length, 8));
  const second = streams.resp.view(0, Math.min(streams.resp.length, 8));
  const looks = (bytes: Uint8Array | null): boolean =>
    bytes !== null && /^(?:HTTP\/1\.|[A-Z][A-Z_-]+ ?)/.test(latin1(bytes));
  return (
    (looks(first) && REQUEST.test(headText(streams.orig, 0))) ||
    (looks(second) && RESPONSE.test(headText(streams.resp, 0)))
  );
}

/** The exchanges of a connection, in order. */
export function readHttp(connection: Connection): HttpExchange[] {
  const requests = messagesOf(connection.streams.orig, REQUEST, () => false);
  const bodiless = (i: number, status: string): boolean =>
    requests[i]?.line[0].value === "HEAD" || /^(?:1..|204|304)$/.test(status);
  const all = messagesOf(connection.streams.resp, RESPONSE, bodiless);
  // An interim answer is followed by the answer.
  const responses = all.filter(({ line }) => !/^1(?!01)/.test(line[1].value));
  return Array.from({ length: Math.max(requests.length, responses.length) }, (_, i) => {
    return { connection, request: requests[i] ?? null, response: responses[i] ?? null };
  });
}

function messagesOf(
  stream: ByteStream,
  shape: RegExp,
  bodiless: (i: number, status: string) => boolean,
): HttpMessage[] {
  const messages: HttpMessage[] = [];
  for (let at = 0; at < stream.length; ) {
    const text = headText(stream, at);
    if (!shape.test(text)) return messages;
    const close = /\r?\n\r?\n/.exec(text);
    const message = readMessage(
      stream,
      at,
      close === null ? text : text.slice(0, close.index + close[0].length),
      (status) => bodiless(messages.length, status),
    );
    messages.push(message);
    if (close === null) return messages;
    at = message.end;
  }
  return messages;
}

function readMessage(
  stream: ByteStream,
  start: number,
  head: string,
  bodiless: (status: string) => boolean,
): HttpMessage {
  const firstEnd = head.indexOf("\n");
  const line = words(head.slice(0, firstEnd < 0 ? head.length : firstEnd).trimEnd(), start);
  const headers = readHeaders(head, firstEnd + 1, start);
  const bodyStart = start + head.length;
  const isAnswer = head.startsWith("HTTP/");
  const body = new JoinedStream();
  const length = headers.get("content-length")?.value;
  let end = bodyStart;
  if (bodiless(line[1].value)) end = bodyStart;
  else if (/\bchunked\b/i.test(headers.get("transfer-encoding")?.value ?? ""))
    end = readChunks(stream, bodyStart, body);
  else if (length !== undefined && /^\d{1,15}$/.test(length))
    end = takeBody(stream, bodyStart, bodyStart + Number(length), body);
  else if (isAnswer) end = takeBody(stream, bodyStart, stream.length, body);
  return { stream, start, end, frame: stream.arrival(Math.min(end, stream.length)), line, headers, body };
}

function takeBody(stream: ByteStream, start: number, end: number, body: JoinedStream): number {
  const stop = Math.min(end, stream.length);
  body.add({ stream, start, end: stop });
  return stop;
}

function words(line: string, start: number): HttpMessage["line"] {
  const [, first = "", second = "", third = ""] = /^(\S*) ?(\S*) ?(.*)$/s.exec(line) ?? [];
  const word = (value: string, at: number): Found<string> => ({
    value,
    start: start + at,
    end: start + at + value.length,
  });
  return [word(first, 0), word(second, first.length + 1), word(third, first.length + second.length + 2)];
}

function readHeaders(head: string, from: number, start: number): ReadonlyMap<string, Found<string>> {
  const headers = new Map<string, Found<string>>();
  if (from <= 0) return headers;
  for (const { index, 0: line, 1: name = "", 2: value = "" } of head
    .slice(from)
    .matchAll(/^([^:\r\n]+):[ \t]*([^\r\n]*)/gm)) {
    const at = start + from + index + line.length - value.length;
    const key = name.trim().toLowerCase();
    if (!headers.has(key)) headers.set(key, { value: value.trimEnd(), start: at, end: at + value.trimEnd().length });
  }
  return headers;
}

const LINE_END = new Uint8Array([13, 10]);

/** Reads chunks; gives the place behind the last one and its trailer. */
function readChunks(stream: ByteStream, start: number, body: JoinedStream): number {
  let at = start;
  for (;;) {
    const window = stream.view(at, Math.min(at + 1024, stream.length));
    const end = window === null ? -1 : indexOfBytes(window, LINE_END);
    const size = window === null || end < 0 ? Number.NaN : Number.parseInt(latin1(window, 0, end), 16);
    if (!Number.isSafeInteger(size) || size < 0) return stream.length;
    at += end + 2;
    if (size === 0) return Math.min(at + 2, stream.length);
    at = takeBody(stream, at, at + size, body) + 2;
    if (at >= stream.length) return stream.length;
  }
}
