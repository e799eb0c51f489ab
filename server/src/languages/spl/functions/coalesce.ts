import { defineFunction } from "../define.ts";

export const coalesce = defineFunction({
  name: "coalesce",
  category: "comparison",
  summary: "The first of its arguments that is not null.",
  details: "An empty text is not null.",
  params: [{ name: "value", type: "any", doc: "A field or expression.", repeats: true }],
  returns: "any",
  nulls: "all-null",
  compile: (args) => (row) => {
    for (const arg of args) {
      const value = arg(row);
      if (value !== null) return value;
    }
    return null;
  },
  examples: [
    { eval: "coalesce(a,b)", row: { b: "2" }, is: "2" },
    { eval: "coalesce(a,b)", row: { a: "", b: "2" }, is: "" },
    { eval: "coalesce(a,b)", is: null },
  ],
});
