import { inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { RpcInterface } from "#catalog/rpc-interfaces.ts";
import { findUuids } from "#semantics/signature/uuid.ts";
import { renderMethod } from "../render/rpc-method.ts";

const OPNUM_FIELD = /^(?:.*\.)?(?:opnum|proc_?num)$/i;
const OPERATION_FIELD = /^(?:.*\.)?operation$/i;
const ENDPOINT_FIELD = /^(?:.*\.)?endpoint$/i;

/** The names `operation` and `endpoint` are those of many logs; these words say that RPC is meant. */
const ABOUT_RPC = /dce_?rpc|interface_?uuid/i;

/**
 * A value of a field that holds an opnum or the name of a procedure: what it is in the interfaces whose UUIDs `scope` states,
 * since an opnum alone means nothing. `rule` is the text that tells whether the log is about RPC.
 */
export function hoverOpnum(
  field: string,
  text: string,
  { scope, rule }: { readonly scope: string; readonly rule: string },
  catalog: Catalog,
): string | undefined {
  if (OPNUM_FIELD.test(field))
    return /^\d{1,5}$/.test(text) ? renderOpnum(Number(text), interfacesIn(scope, catalog)) : undefined;
  const named = ENDPOINT_FIELD.test(field) || OPERATION_FIELD.test(field);
  if (!named || !ABOUT_RPC.test(rule.slice(0, MOST_SEARCHED))) return undefined;
  if (ENDPOINT_FIELD.test(field)) return endpoint(text, catalog);
  const stated = interfacesIn(scope, catalog);
  const found = catalog.rpc.withMethod(text);
  const own = found.filter((one) => stated.includes(one.interface));
  const shown = (own.length > 0 ? own : found).slice(0, 4);
  return shown.length === 0
    ? undefined
    : shown.map(({ interface: rpc, method }) => renderMethod(rpc, method)).join("\n\n");
}

/** An opnum by the interfaces that may be meant; undefined when none is known. */
export function renderOpnum(opnum: number, interfaces: readonly RpcInterface[]): string | undefined {
  const found = interfaces.flatMap((rpc) => {
    const method = rpc.methods.find((one) => one.opnum === opnum);
    return method === undefined ? [] : [renderMethod(rpc, method)];
  });
  if (found.length > 0) return found.slice(0, 4).join("\n\n");
  const [only] = interfaces;
  if (only === undefined || interfaces.length > 1) return undefined;
  const name = only.name ?? only.uuid;
  if (only.unusedOpnums.includes(opnum)) return `Opnum ${opnum} of ${inlineCode(name)} never travels on the wire.`;
  return only.methods.length === 0
    ? undefined
    : `${inlineCode(name)} has no procedure with opnum ${opnum} in the catalog.`;
}

const MOST_SEARCHED = 20_000;

/** The known interfaces whose UUID a text states, each once; of a very long text, its beginning. */
export function interfacesIn(text: string, catalog: Catalog): readonly RpcInterface[] {
  const found = findUuids(text.slice(0, MOST_SEARCHED), (uuid) => catalog.rpc.describe(uuid) !== undefined);
  return [...new Set(found.flatMap(({ uuid }) => catalog.rpc.byUuid(uuid) ?? []))];
}

function endpoint(text: string, catalog: Catalog): string | undefined {
  const found = catalog.rpc.byName(text).slice(0, 4);
  if (found.length === 0) return undefined;
  const list = found.map(
    ({ name, uuid, protocols }) =>
      `**${name ?? text}** ${inlineCode(uuid)}${protocols.length > 0 ? `, ${protocols.map(({ id }) => id).join(", ")}` : ""}`,
  );
  return list.join("\n\n");
}
