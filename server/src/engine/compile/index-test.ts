import type { Row } from "#events/row.ts";
import type { Settings } from "#runtime/settings.ts";
import type { SearchValue } from "#syntax/spl/ast.ts";
import { anyValueTest, differsTest, type FieldTest } from "./field-test.ts";
import { anyTest, type Fold } from "./value-test.ts";

/**
 * `index=` and its kin (SPL reference 2.1): an event that names no index belongs to every index unless `strictIndex` is set; a
 * wildcard finds internal indexes (`_*`) only if it begins with an underscore.
 */
export function indexTest(values: readonly SearchValue[], negated: boolean, fold: Fold, settings: Settings): FieldTest {
  const named = anyTest(values, fold);
  const visible = (text: string): boolean =>
    !text.startsWith("_") || values.some((value) => value.text.startsWith("_") || !value.text.includes("*"));
  const value = {
    test: (text: string) => named.test(text) && visible(text),
    find: (text: string) => (visible(text) ? named.find(text) : null),
  };
  const inner = negated ? differsTest("index", value, settings) : anyValueTest("index", value);
  if (settings.strictIndex) return inner;
  return { ...inner, test: (row) => inner.test(row) || isUnplacedEvent(row) };
}

/** An event still (its text is there) that names no index. */
function isUnplacedEvent(row: Row): boolean {
  return row.get("index") === null && row.event !== null && row.get("_raw") !== null;
}
