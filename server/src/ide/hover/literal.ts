import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { uuidOfBytes, uuidOfWireBytes } from "#semantics/signature/uuid.ts";
import { renderAddress } from "../render/address.ts";
import { renderPrintable } from "../render/printable-uuid.ts";
import { renderUuid } from "../render/uuid.ts";
import { base64Bytes, renderEncoded } from "./encoded-text.ts";

/**
 * What a literal says by itself, whatever it is compared with: an IP address or block, a well-known SID, encoded text.
 * `address` says that it is compared with an address.
 */
export function renderLiteral(text: string, catalog: Catalog, address = false): string | undefined {
  const bare = text.replace(/^[*%]+|[*%]+$/g, "");
  const sid = /^S-1-[\d*-]+$/i.test(bare) ? catalog.enums.sid(bare) : undefined;
  if (sid !== undefined) return `${inlineCode(bare)} is the SID of **${escapeMarkdown(sid)}**.`;
  if (/^\{?0{8}-(?:0{4}-){3}0{12}\}?$/.test(bare))
    return `${inlineCode(bare)} is the UUID of zeros: it stands for none.`;
  return (
    renderAddress(bare, address) ??
    (address ? renderAddress(text, address) : undefined) ??
    renderUuidBytes(bare, catalog) ??
    renderEncoded(bare) ??
    renderEncoded(text) ??
    (isOdd(bare) ? renderPrintable(bare, catalog) : undefined)
  );
}

/** Base64 of sixteen bytes that are a UUID that the catalog knows. */
function renderUuidBytes(text: string, catalog: Catalog): string | undefined {
  if (!/^[A-Za-z0-9+/]{22}==$/.test(text)) return undefined;
  const bytes = base64Bytes(text.slice(0, 22));
  for (const written of [
    { uuid: uuidOfWireBytes(bytes), form: "wire" },
    { uuid: uuidOfBytes(bytes), form: "big-endian" },
  ] as const)
    if (catalog.rpc.describe(written.uuid) !== undefined)
      return `Base64 of the bytes of a UUID: ${renderUuid(written, catalog)}`;
  return undefined;
}

/** The ends of names by which logs, data models and searches call addresses. */
const ADDRESS_NAME =
  /(?:^|[_.])ip(?:v[46])?(?:_?addr(?:ess)?)?$|(?:[a-z]I[pP]|^Ip)(?:Address)?$|^(?:src|dest|dvc)$|ip_?address$/;

/** Whether a field holds addresses, by what the catalog says of it or by its name. */
export function isAddressField(field: string, { fields }: Catalog): boolean {
  return fields.describe(field)?.kind === "ip" || ADDRESS_NAME.test(field);
}

/** Long enough, and no word: shorter texts and words are the printable bytes of some UUID by chance. */
function isOdd(text: string): boolean {
  return text.length >= 4 && /[^\w ]/.test(text);
}
