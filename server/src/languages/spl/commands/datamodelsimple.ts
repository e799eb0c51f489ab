import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const datamodelsimple = defineCommand({
  name: "datamodelsimple",
  type: "generating",
  summary: "Lists data models, their datasets or fields.",
  grammar: {
    type: option("type", ["models", "objects", "attributes"], "What to list."),
    datamodel: option("datamodel", "string", "The data model."),
    object: option("object", "string", "The dataset."),
    nodename: option("nodename", "string", "The path of the dataset."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("it is part of an add-on on a Splunk server"),
  examples: [],
});
