import type { CatalogAssets } from "./catalog.ts";
import { fact, indexed } from "./collect.ts";
import { loadData } from "./load.ts";

/** One table of values and their meaning. */
export interface EnumTable {
  readonly name: string;
  readonly doc?: string;
  /** Values as events write them (decimal, `0x` hexadecimal, `%%` message numbers, SIDs), with their meaning. */
  readonly values: readonly (readonly [value: string, meaning: string])[];
  /** The values are bits that may be combined. */
  readonly flags: boolean;
  /** Ids of the events whose fields it is for, where other events give the same fields other values; absent: any. */
  readonly events?: readonly number[];
}

/** What a value means, and by which table. */
export interface EnumValue {
  readonly meaning: string;
  readonly table: EnumTable;
}

/** Enumerated values of fields. */
export interface Enums {
  tables(): readonly EnumTable[];
  table(name: string): EnumTable | undefined;
  /** The table of a field's values, by the field's name in any rendering, in events of the given ids if any are given. */
  tableOf(field: string, events?: readonly number[]): EnumTable | undefined;
  /** As `tableOf`, but every table that the field may be of, the more usual first. */
  tablesOf(field: string, events?: readonly number[]): readonly EnumTable[];
  /**
   * Meaning of a value of a field in events of the given ids if any are given. Decimal and hexadecimal writings of one
   * number are the same, and a mask of a table of flags is taken apart ("VM_READ, QUERY_INFORMATION"). Undefined when
   * nothing is known.
   */
  describe(field: string, value: string, events?: readonly number[]): string | undefined;
  /** The meaning with the table that has it. */
  valueOf(field: string, value: string, events?: readonly number[]): EnumValue | undefined;
  /** Name of a well-known SID (`S-1-5-18`). */
  sid(sid: string): string | undefined;
  /** What a GUID of Windows itself names: a right, class or attribute of the directory, or an audit subcategory. */
  guid(guid: string): string | undefined;
  /** The rights of a mask by a table of flags: the name of the whole value if it has one, and of its bits. */
  mask(table: string, value: string): { readonly whole?: string; readonly bits: string } | undefined;
}

/** Indexes the tables of values. */
export function createEnums(assets: CatalogAssets): Enums {
  const data = loadData(assets, "enums");
  const tables = data.tables.map(([name, doc, flags, values, events]) =>
    fact<EnumTable>({ name, doc: doc === "" ? undefined : doc, values, flags: flags === 1, events }),
  );
  return indexEnums(tables, new Map(data.fields));
}

/** The read API over given tables; `fields` gives the tables of a field, the more usual first. */
export function indexEnums(tables: readonly EnumTable[], fields: ReadonlyMap<string, readonly string[]>): Enums {
  const byName = indexed(tables, (t) => t.name);
  const byField = new Map([...fields].map(([field, names]) => [field.toLowerCase(), names]));
  const tablesOf = (field: string, events: readonly number[] = []) => {
    const all = (byField.get(field.toLowerCase()) ?? []).flatMap((name) => byName.get(name) ?? []);
    const fitting = all.filter((table) => table.events?.some((id) => events.includes(id)) ?? true);
    return fitting.length > 0 ? fitting : all;
  };
  const meanings = new Map<EnumTable, ReadonlyMap<string, string>>();
  const meaning = (table: EnumTable, value: string) => {
    let map = meanings.get(table);
    if (!map) {
      map = new Map(table.values.map(([written, means]) => [normal(written), means]));
      meanings.set(table, map);
    }
    return map.get(normal(value));
  };
  const sid = (text: string) => {
    const known = byName.get("WellKnownSid");
    const name = known && meaning(known, text);
    if (name) return name;
    const [, domain] = /^S-1-5-21-(?:\d+-\d+-\d+|\*)-(\d+)$/i.exec(text.trim()) ?? [];
    const rids = byName.get("WellKnownRid");
    const rid = domain !== undefined && rids ? meaning(rids, domain) : undefined;
    return rid ?? SID_PATTERNS.find(([pattern]) => pattern.test(text.trim()))?.[1];
  };
  const lookUp = (field: string, value: string, events?: readonly number[]): EnumValue | undefined => {
    const having = tablesOf(field, events);
    for (const table of having) {
      const exact = table.name === "WellKnownSid" ? sid(value) : meaning(table, value);
      if (exact !== undefined) return { meaning: exact, table };
    }
    const flags = having.find((table) => table.flags);
    const bits = flags && maskMeaning(flags, value);
    return flags === undefined || bits === undefined ? undefined : { meaning: bits, table: flags };
  };
  return Object.freeze<Enums>({
    tables: () => tables,
    table: (name) => byName.get(name),
    tableOf: (field, events) => tablesOf(field, events)[0],
    tablesOf,
    describe: (field, value, events) => lookUp(field, value, events)?.meaning,
    valueOf: lookUp,
    sid,
    guid: (text) => {
      for (const name of GUID_TABLES) {
        const table = byName.get(name);
        const found = table && meaning(table, text);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    mask: (name, value) => {
      const table = byName.get(name);
      const bits = table?.flags === true ? maskMeaning(table, value) : undefined;
      if (table === undefined || bits === undefined) return undefined;
      const whole = meaning(table, value);
      return whole === undefined || whole === bits ? { bits } : { whole, bits };
    },
  });
}

const GUID_TABLES = ["DirectoryGuid", "AuditSubcategory", "AsrRule"];

/** SIDs that are made anew by one scheme ([MS-DTYP] 2.4.2.4 and the documentation of the services that make them). */
const SID_PATTERNS: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [/^S-1-5-5-\d+-\d+$/i, "a logon session"],
  [/^S-1-5-80(?:-\d+){5}$/i, "a service (NT SERVICE\\name)"],
  [/^S-1-5-82(?:-\d+){5}$/i, "an application pool of IIS"],
  [/^S-1-5-83-1(?:-\d+){4}$/i, "a virtual machine of Hyper-V"],
  [/^S-1-5-90-0-\d+$/i, "a window manager (DWM-n)"],
  [/^S-1-5-96-0-\d+$/i, "a font driver host (UMFD-n)"],
  [/^S-1-12-1(?:-\d+){4}$/i, "an account of Entra ID"],
  [/^S-1-15-2(?:-\d+){7}$/i, "an app container"],
  [/^S-1-15-3(?:-\d+)+$/i, "a capability of app containers"],
  [/^S-1-5-21-\d+-\d+-\d+-\d{4,}$/i, "an account or group that was made in a domain or on a computer"],
];

/** One writing for equal values: numbers in decimal, those below zero as the 32 bits that they are; the rest in lower case without braces. */
function normal(value: string): string {
  const trimmed = value
    .trim()
    .toLowerCase()
    .replace(/^%?\{(.*)\}$/, "$1");
  if (/^-\d{1,10}$/.test(trimmed)) return BigInt.asUintN(32, BigInt(trimmed)).toString();
  return /^0x[0-9a-f]+$/.test(trimmed) || /^\d+$/.test(trimmed) ? BigInt(trimmed).toString() : trimmed;
}

/** Names of the single bits of a mask, and the rest in hexadecimal. */
function maskMeaning(table: EnumTable, value: string): string | undefined {
  const text = normal(value);
  if (!/^\d+$/.test(text) || text === "0") return undefined;
  let rest = BigInt(text);
  const names: string[] = [];
  for (const [written, name] of table.values) {
    const bit = BigInt(written);
    if (bit === 0n || (bit & (bit - 1n)) !== 0n || (rest & bit) === 0n) continue;
    names.push(name);
    rest &= ~bit;
  }
  if (names.length === 0) return undefined;
  return rest === 0n ? names.join(", ") : `${names.join(", ")}, 0x${rest.toString(16)}`;
}
