// Tables of values, and the fields they belong to.
import { FIELD_FACTS } from "./field-facts.mjs";
import { byText } from "./format.mjs";
import { MORE_VALUES } from "./more-values.mjs";
import { FLAG_TABLES, TABLE_DOCS, TABLE_EVENTS, TABLE_FIELDS, VALUE_TABLES } from "./value-tables.mjs";

export function enums(raw) {
  const tables = new Map(
    Object.entries(raw["windows-events"].enums).map(([name, values]) => [
      name,
      { values: [...Object.entries(values), ...(MORE_VALUES[name] ?? [])] },
    ]),
  );
  for (const [name, table] of Object.entries(VALUE_TABLES)) tables.set(name, table);
  tables.set("AuditSubcategory", {
    doc: "Subcategories of the audit policy",
    values: raw["windows-events"].auditSubcategories.map((a) => [a.guid, `${a.category} › ${a.subcategory}`]),
  });
  return {
    tables: [...tables]
      .sort((a, b) => byText(a[0], b[0]))
      .map(([name, table]) => [
        name,
        table.doc ?? TABLE_DOCS[name] ?? "",
        table.flags || FLAG_TABLES.includes(name) ? 1 : 0,
        table.values,
        ...[table.events ?? TABLE_EVENTS[name] ?? []].filter((events) => events.length > 0),
      ]),
    fields: fieldRows(raw, new Set(tables.keys())),
  };
}

/** Rows [field, tables], the more usual table first; text-rendered names follow the fields they come from. */
function fieldRows(raw, tables) {
  const fields = new Map();
  const add = (field, table) => {
    if (!tables.has(table)) throw new Error(`unknown table ${table} of ${field}`);
    const list = fields.get(field) ?? [];
    if (!list.includes(table)) fields.set(field, [...list, table]);
  };
  for (const fact of FIELD_FACTS) if (fact.enum) for (const name of fact.names) add(name, fact.enum);
  for (const [table, names] of Object.entries(TABLE_FIELDS)) for (const name of names) add(name, table);
  for (const row of raw["splunk-fields"].xmlToClassic) {
    for (const [name, label] of Object.entries(row.xmlToClassic))
      for (const table of fields.get(name) ?? []) add(label, table);
  }
  return [...fields].sort((a, b) => byText(a[0], b[0]));
}
