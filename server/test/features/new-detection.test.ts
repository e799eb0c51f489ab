import { describe, expect, it } from "vitest";
import { newDetections } from "#ide/new-detection.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { ruleOutcome } from "#test/support/rule-outcome.ts";

const id = "7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e11";
const made = (name: string) => newDetections({ name, id, date: "2026-03-09" });
const PLAIN = "Remote process through WMI";

describe("new detections", () => {
  it.each(made(PLAIN).map((one) => [one.label, one] as const))("%s: no finding, and its tests pass", async (_, one) => {
    const outcome = await ruleOutcome(one.file, one.text);
    expect(outcome).toMatchObject({ analytics: 1, findings: [] });
    for (const test of outcome.tests) expect(test).toBe("passed");
  });

  it("have the tests of a rule file", async () => {
    const [rule] = made(PLAIN);
    expect((await ruleOutcome(rule?.file ?? "", rule?.text ?? "")).tests).toHaveLength(2);
  });

  it("are named by their title", () => {
    expect(made(PLAIN).map(({ file }) => file)).toEqual([
      "remote-process-through-wmi.rule.yml",
      "remote-process-through-wmi.rule.yml",
      "remote-process-through-wmi.spl",
      "remote-process-through-wmi.md",
    ]);
    expect(made("../..").map(({ file }) => file)).toContain("detection.spl");
  });

  it.each([
    '"quoted": #1 {x} & *y',
    "a```b",
    "two\nlines\u2028and\u0000more",
    "DATE and ID of $& NAME",
    "null",
    "<b>[x](y)</b>",
    "",
  ])("hold any name: %j", async (name) => {
    for (const one of made(name)) {
      const outcome = await ruleOutcome(one.file, one.text);
      expect(outcome).toMatchObject({ analytics: 1, findings: [] });
      if (one.language !== "yaml") continue;
      const title = name.replace(/[\p{Cc}\u2028]+/gu, " ").trim() || "New detection";
      expect(parseRuleFile(one.file, one.text).metadata.name?.value).toBe(title);
    }
  });
});
