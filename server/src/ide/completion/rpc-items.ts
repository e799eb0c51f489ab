import type { Catalog } from "#catalog/catalog.ts";
import type { RpcInterface } from "#catalog/rpc-interfaces.ts";

/**
 * Interfaces by the start of the UUID, by the start of its bytes on the wire, by words of the name, or by the name of a
 * procedure, in this order; with nothing typed those that techniques use.
 */
export function interfacesFor(typed: string, { rpc }: Catalog, limit: number): readonly RpcInterface[] {
  const asked = typed.trim().replace(/^[{"']/, "");
  if (asked === "") return rpc.all().filter(({ name, attack }) => name !== undefined && attack.length > 0);
  const found = new Set(rpc.search(asked, limit));
  if (asked.length > 2 && /^\w+$/.test(asked)) {
    const begun = asked.toLowerCase();
    const calls = ({ name, zeek = "" }: RpcInterface["methods"][number]): boolean =>
      name.toLowerCase().startsWith(begun) || zeek.toLowerCase().startsWith(begun);
    for (const one of rpc.all()) if (found.size < limit && one.methods.some(calls)) found.add(one);
  }
  // Of words that many names have, the interfaces that techniques use are meant first; a UUID's start has its own order.
  const isUsed = ({ attack }: RpcInterface): number => (attack.length > 0 ? 0 : 1);
  const all = /^[\da-f][\da-f -]*$/i.test(asked)
    ? [...found]
    : [...found].sort((one, other) => isUsed(one) - isUsed(other));
  return all.slice(0, limit);
}
