import { describe, expect, it } from "vitest";
import { offered } from "./offered.ts";

interface Case {
  readonly file: string;
  readonly at: string;
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
  readonly accepted?: readonly [label: string, text: string];
}

const CASES: readonly Case[] = [
  {
    file: "savedsearches.conf",
    at: "[a]\nsearch = index=x\ncron‸\n",
    accepted: ["cron_schedule", "[a]\nsearch = index=x\ncron_schedule = \n"],
  },
  {
    file: "savedsearches.conf",
    at: "[a]\n‸\nsearch = index=x\n[b]\ndisabled = 0\n",
    has: ["disabled"],
    hasNot: ["search"],
  },
  { file: "savedsearches.conf", at: "[a]\nalert.severity = gr‸\n", has: ["4"] },
  {
    file: "savedsearches.conf",
    at: "[a]\nrelation = great‸\n",
    accepted: ["greater than", "[a]\nrelation = greater than\n"],
  },
  { file: "savedsearches.conf", at: "[a]\nsearch = index=main | ‸\n", has: ["stats"], hasNot: ["cron_schedule"] },
  { file: "savedsearches.conf", at: "[a]\ndescription = one \\\n  al‸\n", hasNot: ["alert.severity"] },
  { file: "macros.conf", at: "[mine(1)]\n‸\n", has: ["definition", "args"], hasNot: ["search"] },
  { file: "macros.conf", at: "[mine]\nise‸ = 1\n", accepted: ["iseval", "[mine]\niseval = 1\n"] },
  { file: "transforms.conf", at: "[zones]\nmatch‸\n", has: ["match_type"] },
  { file: "transforms.conf", at: "[zones]\nexternal_type = ‸\n", has: ["kvstore"] },
  { file: "props.conf", at: "[a]\nEXT‸\n", accepted: ["EXTRACT-…", "[a]\nEXTRACT-\n"] },
  { file: "props.conf", at: "[a]\nKV_MODE = ‸\n", has: ["json", "none"] },
  { file: "props.conf", at: "[XmlW‸\n", accepted: ["XmlWinEventLog", "[XmlWinEventLog]\n"] },
  { file: "props.conf", at: "[XmlW‸]\n", accepted: ["XmlWinEventLog", "[XmlWinEventLog]\n"] },
  { file: "eventtypes.conf", at: "[a]\n‸\n", has: ["search", "priority"] },
  { file: "tags.conf", at: "[user=a]\nauth‸\n", has: ["authentication"] },
  { file: "tags.conf", at: "[user=a]\nmine = ‸\n", has: ["enabled"] },
  { file: "props.conf", at: "# EX‸\n", hasNot: ["EXTRACT-…"] },
  { file: "inputs.conf", at: "[a]\n‸\n", hasNot: ["search"] },
];

describe("completion in .conf files", () => {
  it.each(CASES)("answers $at in $file", ({ file, at, has = [], hasNot = [], accepted }) => {
    const { labels, accept } = offered(at, file);
    for (const label of has) expect(labels).toContain(label);
    for (const label of hasNot) expect(labels).not.toContain(label);
    if (accepted !== undefined) expect(accept(accepted[0])).toBe(accepted[1]);
  });
});
