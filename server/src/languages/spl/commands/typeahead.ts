import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const typeahead = defineCommand({
  name: "typeahead",
  type: "generating",
  summary: "Lists words that complete a beginning.",
  grammar: {
    prefix: option("prefix", "string", "The beginning."),
    count: option("count", "int", "How many words."),
    collapse: option("collapse", "bool", "Leave out words that are part of others.", "true"),
    endtimeu: option("endtimeu", "int", "Until when, epoch seconds."),
    index: option("index", "string", "The index."),
    maxServers: option("max_servers", "int", "How many servers to ask."),
    maxTime: option("max_time", "int", "Seconds to wait."),
    starttimeu: option("starttimeu", "int", "From when, epoch seconds."),
    useCache: option("use_cache", "bool", "Take what is known."),
    bannedSegments: option("banned_segments", "string", "Words to leave out."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("lexicons are kept by a Splunk server"),
  examples: [],
});
