import { passRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { fields, option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const anomalydetection = defineCommand({
  name: "anomalydetection",
  type: "dataset processing",
  summary: "Finds outlying events by probability, z-score or quartiles.",
  details:
    "With action=annotate the rows pass without the scores that Splunk would add, and the run says so; other actions are not run here.",
  grammar: {
    method: option("method", ["histogram", "zscore", "iqr"], "How outliers are found.", "histogram"),
    action: option("action", ["annotate", "filter", "summary", "remove", "transform"], "What is done with them."),
    pthresh: option("pthresh", "number", "The probability below which an event is one.", "0.01"),
    cutoff: option("cutoff", "bool", "An upper bound for the probability threshold.", "true"),
    fields: fields("read", "The fields to look at."),
  },
  flow: (_args, before) => ({ ...before, open: true }),
  plan: ({ action }, ctx) => {
    if (optionText(action)?.toLowerCase() !== "annotate") {
      const at = action?.span ?? ctx.stage.nameSpan ?? ctx.stage.span;
      return refuse(
        "unsupported-command",
        at,
        "anomalydetection is not computed here; only action=annotate passes rows on.",
      );
    }
    const { stage } = ctx;
    return (input, run) => {
      run.problem({
        code: "anomaly-scores",
        severity: "warning",
        message: "The scores of anomalydetection are not computed here: rows pass without log_event_prob and its kin.",
        span: stage.span,
      });
      return passRows(input, run);
    };
  },
  examples: [{ spl: "anomalydetection action=annotate", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
