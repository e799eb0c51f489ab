import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { fields, option } from "../parts.ts";

export const kmeans = defineCommand({
  name: "kmeans",
  type: "transforming",
  summary: "Clusters rows by numeric fields.",
  grammar: {
    k: option("k", "string", "How many clusters.", "2"),
    reps: option("reps", "int", "How often to start.", "10"),
    maxiters: option("maxiters", "int", "How many rounds.", "10000"),
    t: option("t", "number", "When to stop.", "0"),
    cfield: option("cfield", "field", "The field for the cluster.", "CLUSTERNUM"),
    dt: option("dt", "string", "The measure of distance.", "l2"),
    showcentroid: option("showcentroid", "bool", "Give the centres.", "true"),
    fields: fields("read", "The fields."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("clustering starts from chance in Splunk and cannot be reproduced"),
  examples: [],
});
