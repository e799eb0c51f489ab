import { JoinedStream } from "./joined-stream.ts";
import type { Slice } from "./model.ts";
import type { Pdu, RpcCall } from "./rpc-model.ts";

/** The stub data of a request or an answer, of all its fragments, in one piece. */
export interface Stub {
  readonly stream: JoinedStream;
  readonly bytes: Uint8Array;
  readonly little: boolean;
}

/** The call's stubs are in NDR64, whose pointers and counts are wider: places of arguments in NDR do not hold there. */
export function isNdr64({ context }: RpcCall): boolean {
  return context?.transfer?.uuid === "71710533-beba-4937-8319-b5dbef9ccc36";
}

/** Level 6: the stub is encrypted. */
export function isSealed(pdus: readonly Pdu[]): boolean {
  return pdus.some(({ auth }) => auth?.level === 6);
}

/** The stub of fragments as far as it was captured; null when there is none or it is encrypted. */
export function stubOf(pdus: readonly Pdu[]): Stub | null {
  const [first] = pdus;
  if (first === undefined || isSealed(pdus)) return null;
  const stream = stubStream(pdus);
  const bytes = stream.view(0, stream.gaps[0]?.start ?? stream.length);
  return bytes === null ? null : { stream, bytes, little: first.little };
}

/** The stub data of fragments end to end, encrypted or not. */
export function stubStream(pdus: readonly Pdu[]): JoinedStream {
  const joined = new JoinedStream();
  for (const { stream, start, end, stub } of pdus) {
    if (stub === undefined) continue;
    const stop = Math.min(start + stub.end, end);
    joined.add({ stream, start: Math.min(start + stub.start, stop), end: stop });
    joined.addGap(start + stub.end - Math.max(stop, start + stub.start));
  }
  return joined;
}

/** A value of a stub and the bytes that it stands in. */
export interface Found<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
}

/** Where found values are in the frames. */
export function originOf(stub: Stub, ...found: readonly (Found<unknown> | null | undefined)[]): readonly Slice[] {
  return found.flatMap((one) => (one === null || one === undefined ? [] : stub.stream.slices(one.start, one.end)));
}
