import type { Catalog } from "#catalog/catalog.ts";
import { readUuid } from "#syntax/signature/uuid-text.ts";

/** The UUIDs that a text states or names: itself, or those of the interfaces, transfer syntaxes and classes of that name. */
export function uuidsNamed(text: string, catalog: Catalog): readonly string[] {
  const stated = readUuid(text);
  if (stated !== undefined) return [stated];
  const name = text.trim().toLowerCase();
  const interfaces = catalog.rpc.byName(name).map(({ uuid }) => uuid);
  if (interfaces.length > 0) return interfaces;
  const syntaxes = catalog.rpc.transferSyntaxes().filter((one) => one.name.toLowerCase() === name);
  if (syntaxes.length > 0) return syntaxes.map(({ uuid }) => uuid);
  return catalog.rpc
    .classes()
    .filter((one) => one.name.toLowerCase() === name)
    .map(({ clsid }) => clsid);
}
