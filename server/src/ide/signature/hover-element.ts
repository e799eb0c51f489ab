import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { inlineCode } from "#base/markdown.ts";
import { touches } from "#base/span.ts";
import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import { keysOf, kindOf } from "#languages/signature/signature-language.ts";
import { renderUuid } from "../render/uuid.ts";
import type { Hover } from "../types.ts";
import { elementAt } from "./element-at.ts";

/** What an element of a signature rule says at an offset: its keys, named interfaces, opnums. */
export function hoverElement(analysis: DocumentAnalysis, offset: number): Hover | undefined {
  const place = elementAt(analysis, offset);
  if (place?.element === undefined) return undefined;
  const { element, signature } = place;
  const { catalog } = analysis.environment;
  const name = signature.toHost(element.nameSpan);
  if (touches(name, offset)) {
    const kind = kindOf(element);
    return kind && { span: name, contents: `**${element.name}** element\n\n${kind.summary}` };
  }
  const keys = keysOf(element);
  const stated = (element.entries.get("uuid") ?? element.entries.get("interface"))?.value;
  const [uuid] = stated?.kind === "scalar" ? uuidsNamed(stated.value, catalog) : [];
  for (const { key, keySpan, value } of element.entries.values()) {
    const at = signature.toHost(keySpan);
    const doc = keys[key];
    if (touches(at, offset) && doc !== undefined) return { span: at, contents: `**${key}**\n\n${doc}` };
    const items = value.kind === "sequence" ? value.items : [value];
    for (const item of items) {
      const span = signature.toHost(item.span);
      if (item.kind !== "scalar" || !touches(span, offset) || uuid === undefined) continue;
      if (key === "interface") return { span, contents: renderUuid({ uuid, form: "canonical" }, catalog) };
      if (key !== "opnum") continue;
      const known = catalog.rpc.byUuid(uuid);
      const method = known?.methods.find((one) => one.name === item.value || String(one.opnum) === item.value);
      if (method !== undefined)
        return { span, contents: `**${method.name}** opnum ${method.opnum} of ${inlineCode(known?.name ?? uuid)}` };
    }
  }
  return undefined;
}
