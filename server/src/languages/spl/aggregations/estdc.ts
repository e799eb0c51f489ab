import { defineAggregation } from "../define.ts";
import { dc } from "./dc.ts";

export const estdc = defineAggregation({
  name: "estdc",
  summary: "An estimate of how many different values there are.",
  details: "Exact here; 0 when there is none. Each of several values counts.",
  returns: "number",
  always: true,
  start: dc.start,
  examples: [
    { agg: "estdc(x)", rows: [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }], is: 3 },
    { agg: "estdc(x)", rows: [{ x: "a" }, { x: "A" }], is: 2 },
    { agg: "estdc(x)", rows: [{}], is: 0 },
  ],
});
