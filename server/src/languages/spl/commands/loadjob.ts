import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, word } from "../parts.ts";

export const loadjob = defineCommand({
  name: "loadjob",
  type: "generating",
  summary: "Reads the result of a finished search.",
  grammar: {
    savedsearch: option("savedsearch", "string", "The saved search whose last result to read."),
    jobDelegate: option("job_delegate", "string", "A user to stand in."),
    artifactOffset: option("artifact_offset", "int", "How many results back.", "0"),
    events: option("events", "bool", "The events instead of the result.", "false"),
    ignoreRunning: option("ignore_running", "bool", "Leave out jobs that still run.", "true"),
    sid: word("string", "The id of the job."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("results of jobs are kept by a Splunk server"),
  examples: [],
});
