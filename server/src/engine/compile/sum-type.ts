import type { StaticType } from "#semantics/spl/static-type.ts";

/** The type of what `+` gives at run time: text as soon as one side is, else a number as soon as one side is (SPL reference 2.2.1). */
export function sumType(left: StaticType, right: StaticType): StaticType {
  if (left === "string" || right === "string") return "string";
  if (left === "number" || right === "number") return "number";
  return "unknown";
}
