import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";

/** Fields that hold the rights of a handle or an access as a mask. */
export const MASK_FIELDS: ReadonlySet<string> = new Set([
  "AccessMask",
  "Access_Mask",
  "GrantedAccess",
  "granted_access",
]);

/** Tables by what `ObjectType` says in events of the Security log, in lower case. */
const TABLE_OF_OBJECT: Readonly<Record<string, string>> = {
  file: "FileAccessMask",
  key: "RegistryAccessMask",
  process: "ProcessAccessMask",
  "service object": "ServiceAccessMask",
  "sc_manager object": "ServiceManagerAccessMask",
};

/** Events that are about one kind of object. */
const TABLE_OF_EVENT: Readonly<Record<number, string>> = {
  4662: "DirectoryAccessMask",
  5140: "FileAccessMask",
  5145: "FileAccessMask",
};

const OTHERWISE = [
  "FileAccessMask",
  "RegistryAccessMask",
  "ProcessAccessMask",
  "ServiceAccessMask",
  "DirectoryAccessMask",
];

/** What tells which kind of object a mask is about. */
export interface MaskObjects {
  /** What `ObjectType` may be; empty when that is open. */
  readonly types: readonly string[];
  /** Ids of the admitted events; empty when they are open. */
  readonly events: readonly number[];
}

/**
 * The rights of an access mask. What its lower bits mean depends on the kind of object: that is taken from the event and from
 * what the rule asks of `ObjectType`; where both leave it open, every kind is shown.
 */
export function renderAccessMask(
  field: string,
  text: string,
  objects: MaskObjects,
  { enums }: Catalog,
): string | undefined {
  const tables = maskTables(field, objects);
  const rows = tables.flatMap((name) => {
    const rights = enums.mask(name, text);
    const doc = enums.table(name)?.doc?.replace(/^Access rights to /, "") ?? name;
    if (rights === undefined) return [];
    const named = rights.whole === undefined ? rights.bits : `${rights.whole}: ${rights.bits}`;
    return [{ doc: escapeMarkdown(doc), rights: escapeMarkdown(named) }];
  });
  const [only] = rows;
  if (only === undefined) return undefined;
  const title = inlineCode(`${field}=${text}`);
  if (tables.length === 1) return `${title} **${only.rights}**\n\nAccess rights to ${only.doc}`;
  const list = rows.map(({ doc, rights }) => `- ${doc}: ${rights}`);
  return `${title} access mask; its meaning depends on the object (\`ObjectType\`), which the rule leaves open\n\n${list.join("\n")}`;
}

/** The tables of rights that a mask can be of. */
export function maskTables(field: string, { types, events }: MaskObjects): readonly string[] {
  if (/granted_?access/i.test(field)) return ["ProcessAccessMask"];
  const found = [types.map((type) => TABLE_OF_OBJECT[type.toLowerCase()]), events.map((id) => TABLE_OF_EVENT[id])].find(
    (tables) => tables.length > 0 && tables.every((table) => table !== undefined),
  );
  return found === undefined ? OTHERWISE : [...new Set(found.flatMap((table) => table ?? []))];
}
