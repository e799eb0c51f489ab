import { renderUuid } from "../../render/uuid.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { rankByLikelihood } from "../likelihood.ts";
import type { Provider } from "../provider.ts";
import { interfacesFor } from "../rpc-items.ts";

const SHOWN = 100;
const UUIDS = /(?:^|[._])(?:uuid|iid)$|interface_?(?:uuid|id)$/i;

/** Values of fields of RPC logs: endpoints and operations as Zeek names them, UUIDs of interfaces. */
export const rpcValues: Provider = (context) => {
  const { place, field } = context;
  if (place !== "value" || field === undefined) return [];
  if (UUIDS.test(field)) return uuids(context);
  const text = context.cursor.analytic.expanded.text;
  if (!/dce_?rpc/i.test(text) && !(/\bendpoint\b/.test(text) && /\boperation\b/.test(text))) return [];
  if (/(?:^|\.)endpoint$/.test(field)) return endpoints(context);
  return /(?:^|\.)operation$/.test(field) ? operations(context, text) : [];
};

function uuids(context: CompletionContext): readonly CompletionItem[] {
  const { catalog } = context.cursor;
  return interfacesFor(context.typed, catalog, SHOWN).map((found, index) => ({
    label: found.uuid,
    kind: "interface",
    detail: found.name ?? found.kind,
    documentation: () => renderUuid({ uuid: found.uuid, form: "canonical" }, catalog),
    insert: written(found.uuid, context),
    filter: `${found.uuid} ${found.name ?? ""} ${context.typed}`,
    rank: rankAt(index),
  }));
}

function endpoints(context: CompletionContext): readonly CompletionItem[] {
  const { catalog } = context.cursor;
  const named = new Map<string, string>();
  for (const found of catalog.rpc.all()) {
    const name = found.zeekEndpoint ?? (found.kind === "rpc-interface" ? found.name : undefined);
    if (name !== undefined && !named.has(name)) named.set(name, found.uuid);
  }
  return [...named].map(([name, uuid], index) => ({
    label: name,
    kind: "interface",
    detail: uuid,
    documentation: () => renderUuid({ uuid, form: "canonical" }, catalog),
    insert: written(name, context),
    filter: `${name} ${uuid}`,
    rank: rankAt(index),
  }));
}

/** Procedures of the endpoint that the search names; of all that begin as typed while it names none. */
function operations(context: CompletionContext, text: string): readonly CompletionItem[] {
  const { rpc } = context.cursor.catalog;
  const stated = /\bendpoint\s*==?\s*"?([\w.-]+)/.exec(text)?.[1];
  const known = stated === undefined ? [] : rpc.byName(stated);
  const begun = context.typed.toLowerCase();
  if (known.length === 0 && begun.length < 2) return [];
  const all = (known.length > 0 ? known : rpc.all()).flatMap(({ methods, name }) =>
    methods.map((method) => ({ label: method.zeek ?? method.name, detail: `opnum ${method.opnum} of ${name ?? "?"}` })),
  );
  const found = known.length > 0 ? all : all.filter(({ label }) => label.toLowerCase().includes(begun)).slice(0, SHOWN);
  return found.map(({ label, detail }, index) => ({
    label,
    kind: "value",
    detail,
    insert: written(label, context),
    rank: rankAt(index),
  }));
}

function rankAt(index: number): number {
  return rankByLikelihood(0.3 / (index + 1));
}

/** In an eval expression a bare word is a field. */
function written(text: string, { quoted, inEval }: CompletionContext): string {
  return quoted || (!inEval && /^[\w.-]+$/.test(text)) ? text : `"${text}"`;
}
