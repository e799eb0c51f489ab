import { defineRuleCheck } from "../define-rule-check.ts";
import { samplePaths } from "../support/sample-paths.ts";

export const sampleMissing = defineRuleCheck({
  id: "rule/sample-missing",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A sample that the rule or one of its tests names does not exist.",
  why: "Runs and tests read the sample; without it they fail, or nothing is tested. Paths are relative to the rule file, and `*` and `**` stand for any names. Samples of content packs, which often lie in another repository, are not looked for.",
  check(rule, ctx) {
    if (rule.format !== "rulehound") return;
    for (const { value, span } of samplePaths(rule)) {
      if (ctx.surroundings.sample?.(value) !== "missing") continue;
      const what = /[*?]/.test(value) ? `No file fits ${value}.` : `There is no file ${value}.`;
      ctx.report(span, what).fact("Paths are relative to the rule file.");
    }
  },
  examples: {
    good: [
      {
        file: "rule.yml",
        text: "name: a\nanalytics:\n  - { name: a, query: index=x }\nsamples: [logs/a.jsonl]\n",
        samples: { "logs/a.jsonl": "found" },
      },
    ],
    bad: [
      {
        file: "rule.yml",
        text: "name: a\nanalytics:\n  - { name: a, query: index=x }\nsamples: [«logs/b.jsonl»]\n",
        samples: { "logs/b.jsonl": "missing" },
      },
    ],
  },
});
