import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { yara, yaraPlaces } from "#test/support/network-programs.ts";
import { exported } from "./elements.ts";
import { DATA, PATTERN, RULE } from "./random-rules.ts";
import { verdictOf } from "./subject.ts";

describe.skipIf(yara === undefined)("exported YARA rules", () => {
  it("find byte patterns at the places at which we find them", () => {
    fc.assert(
      fc.property(fc.array(PATTERN, { minLength: 40, maxLength: 40 }), DATA, (patterns, data) => {
        const rules = patterns.map(
          (pattern, i) => `title: rule ${i}\nsignatures:\n  a: { bytes: '${pattern}' }\ncondition: a\n`,
        );
        const theirs = yaraPlaces(rules.map((rule, i) => named(exported(rule, "yara"), i)).join(""), data);
        for (const [i, rule] of rules.entries()) {
          const matches = verdictOf(rule, data).found.get("a")?.matches ?? [];
          const starts = matches.map(({ ranges }) => ranges[0]?.start ?? -1);
          const places = [...(theirs.get(`r_${i}`)?.get("a") ?? [])].sort((x, y) => x - y);
          expect(places, patterns[i]).toEqual(starts);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("hold for the same bytes, whatever the elements and condition", () => {
    const held = { both: 0, none: 0, oursOnly: 0 };
    fc.assert(
      fc.property(fc.array(RULE, { minLength: 40, maxLength: 40 }), DATA, (bodies, data) => {
        const rules = bodies.map((body, i) => `title: rule ${i}\n${body}`);
        const theirs = yaraPlaces(rules.map((rule, i) => named(exported(rule, "yara"), i)).join(""), data);
        for (const [i, rule] of rules.entries()) {
          const ours = verdictOf(rule, data).holds;
          if (theirs.has(`r_${i}`)) expect(ours, `${rule}\n${[...data]}`).toBe(true);
          held[theirs.has(`r_${i}`) ? "both" : ours ? "oursOnly" : "none"]++;
        }
      }),
      { numRuns: 25 },
    );
    expect(held.both).toBeGreaterThan(25);
    expect(held.oursOnly).toBeLessThan(held.both / 10);
  });
});

/** A rule with another name, since one file cannot have a name twice. */
function named(rule: string, number: number): string {
  return rule.replace(/^rule \w+/, `rule r_${number}`);
}
