import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exportSignature } from "#languages/signature/export/export.ts";
import { importSignatures } from "#languages/signature/import/import.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { testEnvironment } from "#test/support/environment.ts";
import {
  flowOf,
  suricata,
  suricataComplaints,
  suricataFlows,
  tshark,
  tsharkFrames,
  yara,
  yaraPlaces,
} from "#test/support/network-programs.ts";
import { judged } from "./elements.ts";

const folder = fileURLToPath(new URL("../../../samples/wmi-network/", import.meta.url));
const captures = readdirSync(folder).filter((name) => name.endsWith(".pcap"));
const analytics = parseRuleFile("rule.yml", readFileSync(`${folder}rule.yml`, "utf8")).analytics.filter(
  ({ language }) => language === "signature",
);

function written(target: "suricata" | "yara" | "wireshark"): readonly string[] {
  return analytics.map(({ name, query }) => {
    const { text } = exportSignature(query.text, name, target, testEnvironment.catalog) ?? { text: undefined };
    if (text === undefined) throw new Error(`"${name}" has errors`);
    return text;
  });
}

/** Where a filter selects more, and why: calls of interfaces that Wireshark does not decode, counts, packets instead of connections. */
const BROADER = [/^Better: a login/, /^Better: a method is executed/, /three times$/];

describe("the rules of the network sample", () => {
  const found = new Map(
    captures.map((name) => {
      const { verdicts } = judged(
        readFileSync(folder + name),
        analytics.map(({ query }) => query.text),
      );
      return [name, verdicts.map((list) => list.map(({ connection }) => connection))];
    }),
  );

  it("are written in all languages, and read again from those that can be read", () => {
    for (const target of ["suricata", "yara"] as const)
      for (const text of written(target)) {
        const { rules } = importSignatures(text, testEnvironment.catalog);
        expect(rules.length, text).toBeGreaterThan(0);
      }
    expect(written("wireshark")).toHaveLength(analytics.length);
    expect(analytics.length).toBeGreaterThan(8);
  });

  it.skipIf(suricata === undefined)(
    "raise alerts in Suricata only where they hold",
    () => {
      const rules = written("suricata");
      expect(suricataComplaints(rules.join(""))).toBe("");
      let alerts = 0;
      for (const name of captures) {
        const flows = suricataFlows(rules.join(""), readFileSync(folder + name));
        for (const [i, text] of rules.entries()) {
          const sids = [...text.matchAll(/sid:(\d+);/g)].map(([, sid]) => Number(sid));
          const ours = new Set(found.get(name)?.[i]?.map(({ orig, resp }) => flowOf(orig, resp)));
          for (const flow of sids.flatMap((sid) => [...(flows.get(sid) ?? [])])) {
            expect([...ours], `${name}: ${analytics[i]?.name}`).toContain(flow);
            alerts++;
          }
        }
      }
      expect(alerts).toBeGreaterThan(10);
    },
    120_000,
  );

  it.skipIf(tshark === undefined)(
    "select packets in Wireshark of connections in which they hold",
    async () => {
      for (const name of ["exec-readable.pcap", "enrolment.pcap"])
        for (const [i, text] of written("wireshark").entries()) {
          const theirs = new Set((await tsharkFrames(folder + name, text.trim())).values());
          const ours = found.get(name)?.[i]?.map(({ id }) => id) ?? [];
          const rule = analytics[i]?.name ?? "";
          if (!BROADER.some((one) => one.test(rule)))
            for (const id of theirs) expect(ours, `${name}: ${rule}`).toContain(id);
        }
    },
    300_000,
  );

  it.skipIf(yara === undefined)("are taken by YARA", () => {
    const rules = written("yara").map((text, i) => text.replace(/^rule \w+/, `rule r_${i}`));
    const held = captures.flatMap((name) => [...yaraPlaces(rules.join(""), readFileSync(folder + name)).keys()]);
    expect(held.length).toBeGreaterThan(5);
  });
});
