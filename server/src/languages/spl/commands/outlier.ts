import { fieldSelector } from "#events/field-pattern.ts";
import { anyFields } from "#events/field-set-merge.ts";
import type { Row } from "#events/row.ts";
import { formatNumber, toNumber } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";
import { fields, option } from "../parts.ts";
import { fieldNames, optionBool, optionNumber, optionText } from "../read-option.ts";

/** The value at a fraction of sorted numbers, between two of them in proportion. */
function quantile(sorted: readonly number[], fraction: number): number {
  const at = (sorted.length - 1) * fraction;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** The bounds beyond which a field's numbers are outliers; null for a field that is not all numbers. */
function bounds(
  rows: readonly Row[],
  name: string,
  param: number,
): { readonly low: number; readonly high: number } | null {
  const numbers: number[] = [];
  for (const row of rows) {
    const value = row.get(name);
    const number = toNumber(value);
    if (number !== null) numbers.push(number);
    else if (value !== null) return null;
  }
  if (numbers.length === 0) return null;
  numbers.sort((a, b) => a - b);
  const [first, third] = [quantile(numbers, 0.25), quantile(numbers, 0.75)];
  const reach = param * (third - first);
  return { low: first - reach, high: third + reach };
}

export const outlier = defineCommand({
  name: "outlier",
  type: "dataset processing",
  summary: "Removes or cuts off numbers that lie far from the others.",
  details:
    "Beyond param times the distance between the quartiles, from the quartile: action=remove takes the value away, action=transform " +
    "puts the bound in its place, with mark=t behind `000`. Only high values unless uselower=t.",
  grammar: {
    action: option(["action", "type"], ["remove", "rm", "transform", "tf"], "What is done to an outlier.", "transform"),
    param: option("param", "number", "How many distances between the quartiles are allowed.", "2.5"),
    uselower: option("uselower", "bool", "Low values too.", "false"),
    mark: option("mark", "bool", "Mark values that were cut off.", "false"),
    fields: fields("write", "The fields; `*` is a wildcard.", { wildcard: true }),
  },
  flow: (_args, before) => ({ ...anyFields(before), open: before.open }),
  plan: (args) => {
    const names = fieldNames(args.fields);
    const selects = names.length === 0 ? (name: string) => !name.startsWith("_") : fieldSelector(names);
    const removes = /^r/.test(optionText(args.action) ?? "transform");
    const marked = optionBool(args.mark, false) ? "000" : "";
    const low = optionBool(args.uselower, false);
    return wholeSet((rows) => {
      const present = new Set(rows.flatMap((row) => row.names().filter(selects)));
      for (const name of present) {
        const range = bounds(rows, name, optionNumber(args.param, 2.5));
        if (range === null) continue;
        for (const row of rows) {
          const value = toNumber(row.get(name));
          if (value === null || (value <= range.high && !(low && value < range.low))) continue;
          const bound = value > range.high ? range.high : range.low;
          row.set(name, removes ? null : marked === "" ? bound : marked + formatNumber(bound));
        }
      }
      return rows;
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "outlier action=remove param=1.5 n",
      in: [{ n: "1" }, { n: "2" }, { n: "3" }, { n: "4" }, { n: "100" }],
      out: [{ n: "1" }, { n: "2" }, { n: "3" }, { n: "4" }, {}],
    },
    {
      spl: "outlier action=tf param=1.5 n",
      in: [{ n: "1" }, { n: "2" }, { n: "3" }, { n: "4" }, { n: "100" }],
      out: [{ n: "1" }, { n: "2" }, { n: "3" }, { n: "4" }, { n: "7" }],
    },
  ],
});
