import { LruMap } from "#base/memo.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { CallContext } from "#semantics/dialect.ts";
import { textArgument } from "./function-arguments.ts";

/** A function that gives a hash of its text in hexadecimal. Values repeat in logs, so some answers are remembered. */
export function hexHash(hash: (bytes: Uint8Array) => Uint8Array) {
  return (args: readonly Expression[], call: CallContext): Expression => {
    const argument = textArgument(args, 0, call);
    const encoder = new TextEncoder();
    const known = new LruMap<string, string>(256);
    return (row) => {
      const text = argument(row);
      return text === null ? null : known.getOrCompute(text, () => hex(hash(encoder.encode(text))));
    };
  };
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
