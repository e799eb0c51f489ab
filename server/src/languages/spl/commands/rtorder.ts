import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const rtorder = defineCommand({
  name: "rtorder",
  type: "centralized streaming",
  summary: "Orders real-time events by time.",
  grammar: {
    discard: option("discard", "bool", "Drop late events.", "false"),
    bufferSpan: option("buffer_span", "span", "How long to wait.", "10s"),
    maxBufferSize: option("max_buffer_size", "int", "How many events to hold.", "50000"),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("there are no real-time searches here"),
  examples: [],
});
