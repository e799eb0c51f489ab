import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { contains, overlaps, type Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import { findUuids } from "#semantics/signature/uuid.ts";
import type { YamlNode } from "#syntax/yaml/node.ts";
import { nameOfUuid } from "../render/uuid.ts";
import type { InlayHint } from "../types.ts";

/** Names behind UUIDs and their bytes outside searches, with the byte order of bytes, and procedures behind opnums. */
export function signatureHints(analysis: DocumentAnalysis, range: Span): readonly InlayHint[] {
  const { catalog } = analysis.environment;
  const { text } = analysis.document;
  const hints: InlayHint[] = [];
  const known = (uuid: string) => catalog.rpc.describe(uuid) !== undefined;
  for (const { span, uuid, form } of findUuids(text.slice(range.start, range.end), known)) {
    const at = { start: span.start + range.start, end: span.end + range.start };
    const name = nameOfUuid(uuid, catalog);
    if (name === undefined || analysis.analytics.some(({ analytic }) => overlaps(analytic.span, at))) continue;
    const order = form === "wire" ? ", little-endian" : ", big-endian";
    const label = form === "canonical" ? name : `= ${name}${order}`;
    hints.push({ offset: at.end, label, tooltip: `${uuid} is ${name}.` });
  }
  const opnums = analysis.signatures.flatMap(({ rule, toHost }) =>
    rule.elements.flatMap(({ entries }) => {
      const stated = entries.get("uuid") ?? entries.get("interface");
      const [uuid] = stated?.value.kind === "scalar" ? uuidsNamed(stated.value.value, catalog) : [];
      return uuid === undefined ? [] : opnumHints(entries.get("opnum")?.value, uuid, catalog, toHost);
    }),
  );
  return [...hints, ...opnums]
    .filter(({ offset }) => contains(range, { start: offset, end: offset }))
    .sort((a, b) => a.offset - b.offset);
}

function opnumHints(
  node: YamlNode | undefined,
  uuid: string,
  catalog: Catalog,
  toHost: (at: Span) => Span,
): readonly InlayHint[] {
  if (node?.kind === "sequence") return node.items.flatMap((item) => opnumHints(item, uuid, catalog, toHost));
  if (node?.kind !== "scalar" || !/^\d{1,5}$/.test(node.value)) return [];
  const method = catalog.rpc.method(uuid, Number(node.value));
  if (method === undefined) return [];
  return [{ offset: toHost(node.span).end, label: method.name, tooltip: `Opnum ${node.value} is ${method.name}.` }];
}
