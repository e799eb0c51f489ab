import { printableForm, printableOfBytes } from "#semantics/signature/uuid.ts";
import { readHex } from "#syntax/signature/hex-text.ts";
import { canonicalOf, type UuidStatement } from "./uuid-statement.ts";

/** The UUID that a statement states, and its stated bytes when they can be read. */
export interface StatedForms {
  readonly uuid: string;
  readonly bytes: readonly number[] | undefined;
}

/** The forms of a statement that states a UUID. */
export function readForms(statement: UuidStatement): StatedForms | undefined {
  const uuid = canonicalOf(statement);
  if (uuid === undefined) return undefined;
  const read = statement.hex === undefined ? undefined : readHex(statement.hex.value);
  return { uuid, bytes: read !== undefined && "bytes" in read ? read.bytes : undefined };
}

/** Bytes as two digits each, with blanks. */
export function hexText(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** The printable form of the UUID, or of the stated bytes when there is no UUID; undefined when neither can be read. */
export function printableOf(statement: UuidStatement): string | undefined {
  const uuid = canonicalOf(statement);
  if (uuid !== undefined) return printableForm(uuid);
  const read = statement.hex === undefined || statement.uuid !== undefined ? undefined : readHex(statement.hex.value);
  return read !== undefined && "bytes" in read ? printableOfBytes(read.bytes) : undefined;
}

/** Whether the stated printable form is a part of what it should be, the whole of it included. */
export function isPart(statement: UuidStatement, form: string): boolean {
  return textsOf(statement).some((text) => text !== "" && form.includes(text));
}

/** Whether the stated printable form is what it should be. */
export function isWhole(statement: UuidStatement, form: string): boolean {
  return textsOf(statement).includes(form);
}

function textsOf({ ascii, asciiOtherwise }: UuidStatement): readonly string[] {
  return ascii === undefined ? [] : [ascii.value, ...(asciiOtherwise ?? [])];
}
