import type { Pipeline, Stage } from "#syntax/spl/ast.ts";

/** Commands that work on each row alone, so that they may stand in a multisearch and in foreach. */
const STREAMING = new Set([
  ...["search", "where", "eval", "rex", "regex", "fields", "rename", "spath", "lookup", "mvexpand", "makemv", "nomv"],
  ...["fillnull", "replace", "convert", "bin", "extract", "xmlkv", "iplocation", "strcat", "foreach", "addtotals"],
  ...[
    "fieldformat",
    "tags",
    "typer",
    "multikv",
    "fromjson",
    "tojson",
    "rangemap",
    "reltime",
    "setfields",
    "xmlunescape",
  ],
  ...["xpath", "addinfo", "noop", "localop"],
]);

/** The first stage of a pipeline whose command needs more than one row at a time; undefined when there is none. */
export function streamingProblem(pipeline: Pipeline): Stage | undefined {
  return pipeline.stages.find((stage) => stage.status === "known" && !STREAMING.has(stage.command));
}
