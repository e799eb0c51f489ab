/** One table of values and their meaning. */
export interface EnumTable {
  readonly name: string;
  readonly doc?: string;
  /** Values as events write them (decimal, `0x` hexadecimal, `%%` message numbers, SIDs), with their meaning. */
  readonly values: readonly (readonly [value: string, meaning: string])[];
  /** The values are bits that may be combined. */
  readonly flags: boolean;
}

/** Enumerated values of fields. */
export interface Enums {
  tables(): readonly EnumTable[];
  table(name: string): EnumTable | undefined;
  /** The table of a field's values, by the field's name in any rendering. */
  tableOf(field: string): EnumTable | undefined;
  /**
   * Meaning of a value of a field. Decimal and hexadecimal writings of one number are the same, and a mask of a table
   * of flags is taken apart ("VM_READ, QUERY_INFORMATION"). Undefined when nothing is known.
   */
  describe(field: string, value: string): string | undefined;
  /** Name of a well-known SID (`S-1-5-18`). */
  sid(sid: string): string | undefined;
}
