import { symlink } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { RuleIds } from "#analysis/rule-ids.ts";
import { findSamples } from "#hosts/node/find-samples.ts";
import { namedSamples } from "#hosts/node/named-samples.ts";
import { ruleSurroundings } from "#hosts/node/rule-surroundings.ts";

import { run, sampleFolder } from "./sample-folder.ts";

const { at, write } = sampleFolder();

describe("what is said of a log", () => {
  test("a sidecar gives it, the rule's own entry goes first, and mistakes are told", async () => {
    await write("a.jsonl", '{"n":1}\n');
    await write("a.jsonl.rulehound.yaml", "sourcetype: my:type\nhost: side\nindex: main\ncolour: red\n");
    const outcome = await run([{ path: at("a.jsonl"), host: "rule" }], "index=main | table sourcetype host index");
    expect(outcome.table).toEqual([["my:type", "rule", "main"]]);
    expect(outcome.problems.map(({ message }) => message).join()).toMatch(/"colour" is not known/);
  });

  test("a rule may name samples in its folder and the workspace only", () => {
    const ref = (value: string, host?: string) => ({
      path: { value, span: { start: 0, end: 0 } },
      ...(host && { host }),
    });
    const found = namedSamples(
      "/home/kim/rules/a/rule.yml",
      [ref("x.log", "h"), ref("../*.log"), ref("../../../etc/passwd"), ref("/etc/**")],
      ["/home/kim/rules"],
    );
    expect(found.samples).toEqual([{ path: "/home/kim/rules/a/x.log", host: "h" }, { path: "/home/kim/rules/*.log" }]);
    expect(found.refused).toEqual([
      expect.stringContaining("../../../etc/passwd lies outside"),
      expect.stringContaining("/etc/** lies outside"),
    ]);
  });

  test("no link, of a sample, a folder or a sidecar, leads a rule to what lies elsewhere", async () => {
    await write("elsewhere/secret.log", "a=1\n");
    await write("elsewhere/secret.yaml", "password: x\n");
    await write("rules/real/inside.log", "a=1\n");
    await symlink(at("elsewhere/secret.log"), at("rules/file.log"));
    await symlink(at("elsewhere"), at("rules/folder"));
    await symlink(at("rules/real"), at("rules/within"));
    await symlink(at("elsewhere/secret.yaml"), at("rules/real/inside.log.rulehound.yaml"));
    const named = ["file.log", "folder", "folder/*.log", "folder/secret.log", "folder/new/*.log", "within/inside.log"];
    const refs = named.map((value) => ({ path: { value, span: { start: 0, end: 0 } } }));
    const found = namedSamples(at("rules/rule.yml"), refs, [at("rules")]);
    expect(found.samples).toEqual([{ path: at("rules/within/inside.log") }]);
    expect(found.refused.map((said) => said.split(" leads through a link to ")[0])).toEqual(named.slice(0, 5));
    const { sample } = ruleSurroundings({
      file: at("rules/rule.yml"),
      folders: [at("rules")],
      ids: new RuleIds(),
      pathOf: (key) => key,
      today: undefined,
    });
    expect(named.map((name) => sample?.(name))).toEqual([...named.slice(0, 5).map(() => "outside"), "found"]);
    const { samples, notes } = await findSamples(at("rules/real/inside.log"));
    expect(samples.map(({ inputs }) => inputs)).toEqual([{}]);
    expect(notes).toEqual([expect.stringMatching(/inside\.log\.rulehound\.yaml is a link to .*not read/)]);
  });
});
