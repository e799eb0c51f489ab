import { defineAggregation } from "../define.ts";

export const estdcError = defineAggregation({
  name: "estdc_error",
  summary: "The error of estdc.",
  details: "estdc is exact here, so it is 0.",
  returns: "number",
  always: true,
  start: () => ({ add() {}, remove: () => true, result: () => 0 }),
  examples: [{ agg: "estdc_error(x)", rows: [{ x: "1" }], is: 0 }],
});
