import { defineCommand, noOp } from "../define.ts";
import { byFields, option } from "../parts.ts";

export const redistribute = defineCommand({
  name: "redistribute",
  type: "orchestrating",
  summary: "Spreads the work that follows over several reducers.",
  grammar: {
    numOfReducers: option("num_of_reducers", "int", "How many reducers."),
    by: byFields("The fields by which rows are spread."),
  },
  flow: (_args, before) => before,
  plan: noOp("everything runs in one place here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "redistribute num_of_reducers=2", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
