import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import { hexForm, printableOfBytes, uuidOfBytes, uuidOfWireBytes } from "#semantics/signature/uuid.ts";

/** Bytes that an element is made of at most: a longer one says too much to be a signature. */
const MOST_BYTES = 512;

/** An element of a signature rule made of bytes: `key: value` as it stands in YAML, or why there is none. */
export type MadeElement = { readonly key: string; readonly value: string } | { readonly refused: string };

/**
 * Makes an element that finds bytes: `uuid` for sixteen that name a known interface, class or transfer syntax in wire or in written
 * order, else `bytes`; `printable` for text of a projection, where other bytes may stand between.
 */
export function elementOf(bytes: Uint8Array, printable: boolean, rpc: RpcInterfaces | undefined): MadeElement {
  if (bytes.length > MOST_BYTES) {
    return { refused: `${bytes.length} bytes are selected; an element is made of ${MOST_BYTES} at most.` };
  }
  if (printable) {
    const text = printableOfBytes([...bytes]).replace(/[*\\]/g, "\\$&");
    return { key: "printable", value: quoted(`*${text}*`) };
  }
  const uuid = knownUuid([...bytes], rpc);
  if (uuid !== undefined) return { key: "uuid", value: uuid };
  return { key: "bytes", value: quoted([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ")) };
}

/** The element's line in YAML; a UUID with its bytes as a little-endian sender writes them. */
export function elementLine({ key, value }: { readonly key: string; readonly value: string }): string {
  return key === "uuid" ? `${key}: ${value} # ${hexForm(value)}` : `${key}: ${value}`;
}

function knownUuid(bytes: readonly number[], rpc: RpcInterfaces | undefined): string | undefined {
  if (bytes.length !== 16) return undefined;
  return [uuidOfWireBytes(bytes), uuidOfBytes(bytes)].find((uuid) => rpc?.describe(uuid) !== undefined);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
