import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { aggregations, byFields, option } from "../parts.ts";

export const geostats = defineCommand({
  name: "geostats",
  type: "transforming",
  summary: "Aggregates by cells of a map.",
  grammar: {
    translatetoxy: option("translatetoxy", "bool", "Give one row a cell.", "true"),
    latfield: option("latfield", "field", "The field with the latitude.", "lat"),
    longfield: option("longfield", "field", "The field with the longitude.", "lon"),
    globallimit: option("globallimit", "int", "How many categories in all.", "10"),
    locallimit: option("locallimit", "int", "How many categories a cell.", "10"),
    outputlatfield: option("outputlatfield", "field", "The field for the latitude."),
    outputlongfield: option("outputlongfield", "field", "The field for the longitude."),
    binspanlat: option("binspanlat", "number", "Height of a cell."),
    binspanlong: option("binspanlong", "number", "Width of a cell."),
    maxzoomlevel: option("maxzoomlevel", "int", "How many levels of zoom.", "9"),
    aggregations: aggregations("What to compute."),
    by: byFields(),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("maps are not drawn here"),
  examples: [],
});
