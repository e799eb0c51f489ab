import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const dbxquery = defineCommand({
  name: "dbxquery",
  type: "generating",
  summary: "Runs SQL in another database.",
  grammar: {
    connection: option("connection", "string", "The connection."),
    query: option("query", "string", "The SQL text."),
    shortnames: option("shortnames", "bool", "Names of columns without the table."),
    maxrows: option("maxrows", "int", "How many rows."),
    fetchsize: option("fetchsize", "int", "How many rows at a time."),
    timeout: option("timeout", "int", "Seconds to wait."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("other databases are reached through DB Connect on a Splunk server"),
  examples: [],
});
