import { defineCommand, noOp } from "../define.ts";
import { option } from "../parts.ts";

export const awssnsalert = defineCommand({
  name: "awssnsalert",
  type: "orchestrating",
  summary: "Sends the rows to an AWS SNS topic.",
  grammar: {
    account: option("account", "string", "The AWS account."),
    region: option("region", "string", "The AWS region."),
    topicName: option("topic_name", "string", "The topic."),
  },
  flow: (_args, before) => before,
  plan: noOp("nothing is sent from here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "awssnsalert topic_name=x", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
