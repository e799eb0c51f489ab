import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, rest } from "../parts.ts";

export const dbxlookup = defineCommand({
  name: "dbxlookup",
  type: "centralized streaming",
  summary: "Looks values up in another database.",
  grammar: {
    lookup: option("lookup", "string", "The lookup."),
    connection: option("connection", "string", "The connection."),
    query: option("query", "string", "The SQL text."),
    local: option("local", "bool", "On the search head."),
    arguments: rest("What must match, and OUTPUT."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("other databases are reached through DB Connect on a Splunk server"),
  examples: [],
});
