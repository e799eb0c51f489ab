/** Where the words come from that a key's value may be, beside those that its format fixes. */
export type ValueSource =
  | "technique"
  | "tactic"
  | "data-component"
  | "attack-tag"
  | "data-source"
  | "sourcetype"
  | "source"
  | "index"
  | "field"
  | "event-id"
  | "channel"
  | "analytic"
  | "value-table";

/** A value that a key may have, alone or with its meaning. */
export type Choice = string | readonly [value: string, meaning: string];

/** A key of a file, with the sentence that documents it. */
export interface KeyNode {
  readonly doc: string;
  readonly required?: boolean;
  /** Its value is a list; `keys` and the values are those of an item. */
  readonly list?: boolean;
  /** Keys of the mapping below it; made when asked for, since keys may stand below themselves. */
  readonly keys?: () => Keys;
  readonly values?: readonly Choice[];
  readonly source?: ValueSource;
  /** For `*`: what the keys themselves are names of. */
  readonly names?: "field";
  /** Its value is a regular expression. */
  readonly regex?: true;
}

/** The keys of a mapping; `*` stands for every key that is not named. */
export type Keys = Readonly<Record<string, KeyNode>>;

/** The key that a path of keys leads to, outermost first; undefined where the file has none such. */
export function keyAt(keys: Keys, path: readonly string[]): KeyNode | undefined {
  let node: KeyNode | undefined;
  let below: Keys | undefined = keys;
  for (const key of path) {
    node = below === undefined ? undefined : (ownKey(below, key) ?? ownKey(below, "*"));
    if (node === undefined) return undefined;
    below = node.keys?.();
  }
  return node;
}

/** The keys below a path of keys; undefined where it leads to no mapping. */
export function keysAt(keys: Keys, path: readonly string[]): Keys | undefined {
  return path.length === 0 ? keys : keyAt(keys, path)?.keys?.();
}

/** Whether something other than one text is written under a key. */
export function holdsMore({ keys, list }: KeyNode): boolean {
  return keys !== undefined || list === true;
}

function ownKey(keys: Keys, key: string): KeyNode | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
