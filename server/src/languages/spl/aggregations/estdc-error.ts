import { defineAggregation } from "../define.ts";

export const estdcError = defineAggregation({
  name: "estdc_error",
  always: true,
  summary: "The error of estdc: 0, since it is exact here.",

  returns: "number",
  start: () => ({ add() {}, result: () => 0 }),
  examples: [{ agg: "estdc_error(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 0 }],
});
