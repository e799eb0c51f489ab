import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const geomfilter = defineCommand({
  name: "geomfilter",
  type: "distributable streaming",
  summary: "Keeps shapes inside a box.",
  grammar: {
    minX: option("min_x", "number", "West edge.", "-180"),
    minY: option("min_y", "number", "South edge.", "-90"),
    maxX: option("max_x", "number", "East edge.", "180"),
    maxY: option("max_y", "number", "North edge.", "90"),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("maps are not drawn here"),
  examples: [],
});
