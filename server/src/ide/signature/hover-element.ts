import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { touches } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { RpcInterface } from "#catalog/rpc-interfaces.ts";
import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import { keysOf, kindOf } from "#languages/signature/signature-language.ts";
import type { SignatureElement } from "#semantics/signature/signature-rule.ts";
import { parseBytePattern } from "#syntax/signature/byte-pattern.ts";
import { parsePrintableGlob } from "#syntax/signature/printable-glob.ts";
import type { YamlScalar } from "#syntax/yaml/node.ts";
import { renderOpnum } from "../hover/opnum.ts";
import { renderBytes } from "../render/byte-words.ts";
import { renderPrintable } from "../render/printable-uuid.ts";
import { renderRegex } from "../render/regex.ts";
import { renderMethod } from "../render/rpc-method.ts";
import { renderUuid } from "../render/uuid.ts";
import type { Hover } from "../types.ts";
import { elementAt } from "./element-at.ts";

/** What an element of a signature rule says at an offset: its name, its keys, and its values by their keys. */
export function hoverElement(analysis: DocumentAnalysis, offset: number): Hover | undefined {
  const place = elementAt(analysis, offset);
  if (place?.element === undefined) return undefined;
  const { element, signature } = place;
  const name = signature.toHost(element.nameSpan);
  if (touches(name, offset)) {
    const kind = kindOf(element);
    return kind && { span: name, contents: `**${element.name}** element\n\n${kind.summary}` };
  }
  const keys = keysOf(element);
  for (const { key, keySpan, value } of element.entries.values()) {
    const at = signature.toHost(keySpan);
    const doc = keys[key];
    if (touches(at, offset) && doc !== undefined) return { span: at, contents: `**${key}**\n\n${doc}` };
    for (const item of value.kind === "sequence" ? value.items : [value]) {
      const span = signature.toHost(item.span);
      if (item.kind !== "scalar" || !touches(span, offset)) continue;
      const contents = renderValue(key, item, element, analysis.environment.catalog);
      if (contents !== undefined) return { span, contents };
    }
  }
  return undefined;
}

function renderValue(
  key: string,
  { value }: YamlScalar,
  element: SignatureElement,
  catalog: Catalog,
): string | undefined {
  switch (key) {
    case "interface": {
      const [uuid] = uuidsNamed(value, catalog);
      return uuid === undefined ? undefined : renderUuid({ uuid, form: "canonical" }, catalog);
    }
    case "opnum":
      return renderOpnums(value, interfacesOf(element, catalog));
    case "regex":
      return renderRegex(value, isOn(element, "nocase"));
    case "bytes":
      return renderBytes(parseBytePattern(value, () => "").items, catalog);
    case "printable":
    case "ascii":
      return printableParts(value, catalog);
    default:
      return undefined;
  }
}

function scalarOf(element: SignatureElement, key: string): string | undefined {
  const value = element.entries.get(key)?.value;
  return value?.kind === "scalar" ? value.value : undefined;
}

function isOn(element: SignatureElement, key: string): boolean {
  return scalarOf(element, key)?.toLowerCase() === "true";
}

function interfacesOf(element: SignatureElement, catalog: Catalog): readonly RpcInterface[] {
  const stated = scalarOf(element, "uuid") ?? scalarOf(element, "interface");
  const uuids = stated === undefined ? [] : uuidsNamed(stated, catalog);
  return uuids.flatMap((uuid) => catalog.rpc.byUuid(uuid) ?? []);
}

const MOST_OPNUMS = 8;

/** A number, a name, a list or a range such as `12-14`, each with what it calls. */
function renderOpnums(text: string, interfaces: readonly RpcInterface[]): string | undefined {
  const found = text.split(",").flatMap((part) => {
    const [, low, high] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part) ?? [];
    if (low === undefined) return named(part.trim(), interfaces);
    const first = Number(low);
    const last = Math.min(Number(high ?? low), first + MOST_OPNUMS - 1);
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    return numbers.flatMap((opnum) => renderOpnum(opnum, interfaces) ?? []);
  });
  return found.length === 0 ? undefined : found.slice(0, MOST_OPNUMS).join("\n\n");
}

function named(name: string, interfaces: readonly RpcInterface[]): readonly string[] {
  const is = (text: string | undefined): boolean => text?.toLowerCase() === name.toLowerCase();
  return interfaces.flatMap((rpc) =>
    rpc.methods.filter((method) => is(method.name) || is(method.zeek)).map((method) => renderMethod(rpc, method)),
  );
}

/** The literals of a glob that are printable forms of UUIDs. */
function printableParts(text: string, catalog: Catalog): string | undefined {
  const found = parsePrintableGlob(text).literals.flatMap((literal) => renderPrintable(literal.text, catalog) ?? []);
  return found.length === 0 ? undefined : found.join("\n\n");
}
