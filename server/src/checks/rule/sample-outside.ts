import { defineRuleCheck } from "../define-rule-check.ts";
import { samplePaths } from "../support/sample-paths.ts";

export const sampleOutside = defineRuleCheck({
  id: "rule/sample-outside",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A sample's path leads out of the workspace.",
  why: "The rule then runs on this machine alone: who has a copy of the workspace does not have the sample. Put it below the workspace's folder and name it relative to the rule file.",
  check(rule, ctx) {
    if (rule.format !== "rulehound") return;
    for (const { value, span } of samplePaths(rule)) {
      if (ctx.surroundings.sample?.(value) !== "outside") continue;
      ctx.report(span, `${value} lies outside the workspace.`);
    }
  },
  examples: {
    good: [
      {
        file: "rule.yml",
        text: "name: a\nanalytics:\n  - { name: a, query: index=x }\nsamples: [../logs/a.jsonl]\n",
        samples: { "../logs/a.jsonl": "found" },
      },
    ],
    bad: [
      {
        file: "rule.yml",
        text: "name: a\nanalytics:\n  - { name: a, query: index=x }\nsamples: [«/var/log/a.jsonl»]\n",
        samples: { "/var/log/a.jsonl": "outside" },
      },
    ],
  },
});
