import { utf8Offsets } from "../encoding.ts";
import type { HttpMessage } from "./http-messages.ts";
import type { Found } from "./stub.ts";
import { latin1, utf16 } from "./text.ts";

/** Bodies beyond this are not searched. */
const MAX_BODY = 1 << 20;

/** The text of a message's body, and the byte of the body at which each of its characters begins. */
export interface BodyText {
  readonly text: string;
  byteAt(unit: number): number;
}

/** Decodes a body by its byte order mark or charset; null when it is empty, too long or has gaps. */
export function bodyText({ body, headers }: HttpMessage): BodyText | null {
  const bytes = body.length === 0 || body.length > MAX_BODY ? null : body.view(0, body.length);
  if (bytes === null) return null;
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (marked || /charset="?utf-16/i.test(headers.get("content-type")?.value ?? "")) {
    const start = marked ? 2 : 0;
    return { text: utf16(bytes, start, bytes.length), byteAt: (unit) => start + unit * 2 };
  }
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  let offsets: Uint32Array | null = null;
  return {
    text,
    byteAt(unit) {
      offsets ??= utf8Offsets(bytes);
      return offsets[unit] ?? bytes.length;
    },
  };
}

/** What WinRM says in a readable SOAP body (MS-WSMV); places are in the body. */
export interface SoapFacts {
  readonly action: Found<string> | null;
  readonly resource: Found<string> | null;
  readonly commandLine: Found<string> | null;
  readonly processId: Found<string> | null;
  readonly returnValue: Found<string> | null;
}

/** Reads the members of a SOAP envelope by their local names; null when the body is no XML. */
export function soapFacts(body: BodyText): SoapFacts | null {
  if (!/^\uFEFF?\s*</.test(body.text)) return null;
  return {
    action: element(body, "Action"),
    resource: element(body, "ResourceURI"),
    commandLine: element(body, "CommandLine"),
    processId: element(body, "ProcessId"),
    returnValue: element(body, "ReturnValue"),
  };
}

function element(body: BodyText, name: string): Found<string> | null {
  const found = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`).exec(body.text);
  if (found === null) return null;
  const [whole, value = ""] = found;
  const at = found.index + whole.length - 1 - value.length;
  return { value: unescaped(value), start: body.byteAt(at), end: body.byteAt(at + value.length) };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all;
      const code = Number.parseInt(hex ?? decimal ?? "", hex === undefined ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

/** The length that an encrypted WinRM body states for its contents; null for other bodies. */
export function originalLength({ body, headers }: HttpMessage): Found<number> | null {
  if (!/^multipart\/encrypted/i.test(headers.get("content-type")?.value ?? "")) return null;
  const bytes = body.view(0, Math.min(body.length, body.gaps[0]?.start ?? body.length, 2048));
  const found = bytes === null ? null : /OriginalContent:[^\r\n]*?Length=(\d{1,15})/i.exec(latin1(bytes));
  if (found?.[1] === undefined) return null;
  const end = found.index + found[0].length;
  return { value: Number(found[1]), start: end - found[1].length, end };
}
