import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { FieldSet } from "#events/field-set.ts";
import type { AnalyticCursor } from "../cursor.ts";

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

/**
 * The rights of an access mask. What its lower bits mean depends on the kind of object: that is taken from the event and from
 * what the search asks of `ObjectType`; where both leave it open, every kind is shown.
 */
export function renderAccessMask(
  field: string,
  text: string,
  known: FieldSet | undefined,
  cursor: AnalyticCursor,
): string | undefined {
  const { enums } = cursor.catalog;
  const tables = tablesFor(field, known, cursor);
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
  return `${title} access mask; its meaning depends on the object (\`ObjectType\`), which the search leaves open\n\n${list.join("\n")}`;
}

function tablesFor(field: string, known: FieldSet | undefined, { analytic }: AnalyticCursor): readonly string[] {
  if (/granted_?access/i.test(field)) return ["ProcessAccessMask"];
  if (known === undefined) return OTHERWISE;
  const { domain } = analytic.flow.field(known, field === "AccessMask" ? "ObjectType" : "Object_Type");
  const objects = domain.kind === "set" ? domain.values.map((value) => TABLE_OF_OBJECT[value.toLowerCase()]) : [];
  const fromEvents = known.kinds.open ? [] : known.kinds.kinds.map(({ id }) => TABLE_OF_EVENT[id]);
  for (const found of [objects, fromEvents]) {
    const tables = [...new Set(found)].filter((one) => one !== undefined);
    if (found.length > 0 && found.every((one) => one !== undefined)) return tables;
  }
  return OTHERWISE;
}
