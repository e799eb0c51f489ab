import { addToLineage, emptyLineage } from "#events/lineage.ts";
import type { Row } from "#events/row.ts";
import { toList, toNumber } from "#events/value.ts";

/** A pair of fields that must be equal. */
export interface JoinKey {
  readonly left: string;
  readonly right: string;
}

/** How rows are joined. */
export interface JoinShape {
  readonly keys: readonly JoinKey[];
  /** Whether left rows without a match stay. */
  readonly keepsLeft: boolean;
  /** Matches for each left row; 0 for all. */
  readonly most: number;
  readonly overwrite: boolean;
  /** Whether `_time`, `_raw` and other internal fields of the right side replace the left's. */
  readonly overwriteInternal: boolean;
  /** Only right rows that are not later (`earlier`) or not earlier (`later`) than the left row. */
  readonly time: "any" | "earlier" | "later";
}

/** The texts by which a row is found: one for each combination of the values of its keys, none when a key is null. */
function keyTexts(row: Row, names: readonly string[]): readonly string[] {
  if (names.length === 1) return toList(row.get(names[0] ?? ""));
  let texts: readonly string[] = [""];
  for (const name of names) {
    const values = toList(row.get(name));
    texts = texts.flatMap((text) => values.map((value) => `${text}${value.length}:${value}`));
  }
  return texts;
}

function timeFits(left: Row, right: Row, time: JoinShape["time"]): boolean {
  if (time === "any") return true;
  const a = toNumber(left.get("_time"));
  const b = toNumber(right.get("_time"));
  if (a === null || b === null) return false;
  return time === "earlier" ? b <= a : b >= a;
}

/** Right rows by their keys, ready for any number of left rows. Keys are compared exactly; a null key never matches. */
export class JoinIndex {
  readonly #shape: JoinShape;
  readonly #byKey = new Map<string, Row[]>();
  readonly #leftNames: readonly string[];
  readonly #keyNames: ReadonlySet<string>;

  constructor(right: readonly Row[], shape: JoinShape) {
    this.#shape = shape;
    this.#leftNames = shape.keys.map((key) => key.left);
    this.#keyNames = new Set(shape.keys.filter((key) => key.left === key.right).map((key) => key.right));
    const names = shape.keys.map((key) => key.right);
    for (const row of right) {
      for (const text of new Set(keyTexts(row, names))) {
        const rows = this.#byKey.get(text);
        if (rows === undefined) this.#byKey.set(text, [row]);
        else rows.push(row);
      }
    }
  }

  /** Adds the rows that a left row gives. */
  join(left: Row, into: Row[]): void {
    const matches = this.#matches(left);
    if (matches.length === 0) {
      if (this.#shape.keepsLeft) into.push(left);
      return;
    }
    matches.forEach((right, index) => {
      into.push(this.#merge(index === matches.length - 1 ? left : left.copy(), right));
    });
  }

  #matches(left: Row): readonly Row[] {
    const { most, time } = this.#shape;
    const texts = keyTexts(left, this.#leftNames);
    const found: Row[] = [];
    for (const text of texts) {
      for (const right of this.#byKey.get(text) ?? []) {
        if (!timeFits(left, right, time) || (texts.length > 1 && found.includes(right))) continue;
        found.push(right);
        if (most > 0 && found.length >= most) return found;
      }
    }
    return found;
  }

  #merge(left: Row, right: Row): Row {
    const { overwrite, overwriteInternal } = this.#shape;
    const lineage = emptyLineage();
    addToLineage(lineage, left);
    addToLineage(lineage, right);
    for (const [name, value] of right.entries()) {
      if (this.#keyNames.has(name)) continue;
      const replaces = name.startsWith("_") ? overwrite && overwriteInternal : overwrite;
      if (replaces || left.get(name) === null) left.set(name, value);
    }
    left.lineage = lineage;
    return left;
  }
}
