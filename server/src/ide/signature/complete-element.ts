import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { RPC_PLACES, SCOPES } from "#languages/signature/element.ts";
import { PDU_TYPES } from "#languages/signature/element-options.ts";
import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import { keysOf } from "#languages/signature/signature-language.ts";
import type { SignatureElement } from "#semantics/signature/signature-rule.ts";
import { hexForm, printableForm } from "#semantics/signature/uuid.ts";
import { interfacesFor } from "../completion/rpc-items.ts";
import { yamlPlace } from "../keys/yaml-place.ts";
import { renderUuid } from "../render/uuid.ts";
import type { CompletionItem, CompletionList } from "../types.ts";
import { elementAt } from "./element-at.ts";

const WORDS: Readonly<Record<string, readonly string[]>> = {
  in: RPC_PLACES,
  scope: SCOPES,
  pdu: PDU_TYPES,
  direction: ["to_server", "to_client", "any"],
  encodings: ["ascii", "utf16le", "utf16be"],
  protocol: ["tcp", "udp", "smb", "http"],
  match: ["decoded", "hex", "ascii"],
};
const VALUE = /(?:^|[\s{,])([a-z_]+):\s*(?:\[(?:[^\]]*,)?\s*)?["']?([^,{}[\]"']*)$/;
const KEY = /(?:^\s*|[{,]\s*)([a-z_]*)$/;
const CALL = /@uuid\(\s*([\w-]*)$/;
const SHOWN = 60;

/** What may be typed in a signature rule: keys, words, names of interfaces and procedures, derived forms, names of elements. */
export function completeElement(analysis: DocumentAnalysis, offset: number): CompletionList | undefined {
  const place = elementAt(analysis, offset);
  if (place === undefined) return undefined;
  const { catalog } = analysis.environment;
  const { text } = analysis.document;
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const names = place.signature.rule.elements.map(({ name }) => name);
  const list = (typed: string, items: readonly CompletionItem[]): CompletionList | undefined =>
    items.length === 0 ? undefined : { span: { start: offset - typed.length, end: offset }, items, incomplete: true };
  const call = CALL.exec(line)?.[1];
  if (call !== undefined) return list(call, interfaces(call, "name", catalog));
  const [, key, typed = ""] = VALUE.exec(line) ?? [];
  if (key === "condition") {
    const word = /(?<!\w)\w*$/.exec(typed)?.[0] ?? "";
    return list(word, words([...names, "and", "or", "not", "1 of them", "all of them"]));
  }
  const { element } = place;
  if (element === undefined) return undefined;
  if (key !== undefined) return list(typed, valuesOf(key, typed, element, names, catalog));
  // Blank lines behind an element belong to it, but not what is written at the columns of the keys around it.
  const path = yamlPlace(text, offset)?.path ?? [];
  if (!path.includes(element.name)) return undefined;
  const started = KEY.exec(line)?.[1];
  return started === undefined ? undefined : list(started, keyItems(element));
}

function valuesOf(
  key: string,
  typed: string,
  element: SignatureElement,
  names: readonly string[],
  catalog: Catalog,
): readonly CompletionItem[] {
  const [uuid] = statedUuid(element, catalog);
  if (key === "interface" || key === "uuid") return interfaces(typed, key === "interface" ? "name" : "uuid", catalog);
  if (key === "after" || key === "near") return words(names.filter((name) => name !== element.name));
  if (uuid !== undefined && key === "hex") return derived(hexForm(uuid), "bytes on the wire, little-endian");
  if (uuid !== undefined && key === "ascii") return derived(printableForm(uuid), "printable bytes of the wire form");
  if (uuid !== undefined && key === "opnum") {
    const methods = catalog.rpc.byUuid(uuid)?.methods ?? [];
    return methods.map(({ name, opnum }, rank) => ({
      label: name,
      kind: "value",
      detail: `opnum ${opnum}`,
      insert: name,
      filter: `${name} ${opnum}`,
      rank,
    }));
  }
  return words(WORDS[key] ?? []);
}

function statedUuid(element: SignatureElement, catalog: Catalog): readonly string[] {
  const stated = (element.entries.get("uuid") ?? element.entries.get("interface"))?.value;
  return stated?.kind === "scalar" ? uuidsNamed(stated.value, catalog) : [];
}

function derived(form: string, detail: string): readonly CompletionItem[] {
  if (form === "") return [];
  const insert = /^[\w ]*\w$/.test(form) ? form : `'${form.replaceAll("'", "''")}'`;
  return [{ label: form, kind: "value", detail, insert, rank: 0 }];
}

function interfaces(typed: string, insert: "name" | "uuid", catalog: Catalog): readonly CompletionItem[] {
  const found = interfacesFor(typed, catalog, SHOWN);
  return found.slice(0, SHOWN).map((rpc, rank) => ({
    label: insert === "uuid" ? rpc.uuid : (rpc.name ?? rpc.uuid),
    kind: "interface",
    detail: insert === "uuid" ? (rpc.name ?? rpc.kind) : rpc.uuid,
    documentation: () => renderUuid({ uuid: rpc.uuid, form: "canonical" }, catalog),
    insert: insert === "uuid" ? rpc.uuid : (rpc.name ?? rpc.uuid),
    filter: `${rpc.name ?? ""} ${rpc.uuid} ${hexForm(rpc.uuid)} ${typed}`,
    rank,
  }));
}

function words(list: readonly string[]): readonly CompletionItem[] {
  return list.map((word, rank) => ({ label: word, kind: "keyword", detail: "", insert: word, rank }));
}

function keyItems(element: SignatureElement): readonly CompletionItem[] {
  return Object.entries(keysOf(element))
    .filter(([key]) => !element.entries.has(key))
    .map(([key, doc], rank) => ({ label: key, kind: "key", detail: "", documentation: doc, insert: `${key}: `, rank }));
}
