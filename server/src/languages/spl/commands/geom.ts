import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, word } from "../parts.ts";

export const geom = defineCommand({
  name: "geom",
  type: "dataset processing",
  summary: "Adds shapes for maps.",
  grammar: {
    featureIdField: option("featureIdField", "field", "The field that names the shape."),
    allFeatures: option("allFeatures", "bool", "All shapes of the collection.", "false"),
    gen: option("gen", "number", "How much to simplify."),
    minX: option("min_x", "number", "West edge."),
    minY: option("min_y", "number", "South edge."),
    maxX: option("max_x", "number", "East edge."),
    maxY: option("max_y", "number", "North edge."),
    collection: word("name", "The collection of shapes."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("maps are not drawn here"),
  examples: [],
});
