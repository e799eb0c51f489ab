import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { printableForm } from "#semantics/signature/uuid.ts";
import { nameOfUuid } from "./uuid.ts";

const SHOWN = 4;

const tables = new WeakMap<Catalog, ReadonlyMap<string, readonly string[]>>();

/** The known UUIDs by what a text dump shows of their bytes on the wire; those of one catalog are found once. */
function byPrintable(catalog: Catalog): ReadonlyMap<string, readonly string[]> {
  let table = tables.get(catalog);
  if (table === undefined) {
    const found = new Map<string, string[]>();
    const uuids = [
      ...catalog.rpc.all().map(({ uuid }) => uuid),
      ...catalog.rpc.transferSyntaxes().map(({ uuid }) => uuid),
      ...catalog.rpc.classes().map(({ clsid }) => clsid),
    ];
    for (const uuid of uuids) {
      const form = printableForm(uuid);
      found.set(form, [...(found.get(form) ?? []), uuid]);
    }
    table = found;
    tables.set(catalog, table);
  }
  return table;
}

/** A text that is the printable form of known UUIDs: which ones, and what else they are; undefined for any other text. */
export function renderPrintable(text: string, catalog: Catalog): string | undefined {
  const uuids = text === "" ? [] : (byPrintable(catalog).get(text) ?? []);
  if (uuids.length === 0) return undefined;
  const shown = uuids.slice(0, SHOWN).map((uuid) => {
    const name = nameOfUuid(uuid, catalog);
    return `**${escapeMarkdown(name ?? "an interface without a known name")}** ${inlineCode(uuid)}`;
  });
  const more = uuids.length > SHOWN ? ` and ${uuids.length - SHOWN} more` : "";
  return `Printable bytes of a UUID on the wire: ${shown.join(", ")}${more}`;
}
