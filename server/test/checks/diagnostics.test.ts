import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import { diagnoseAnalytic } from "#checks/diagnose.ts";
import { type DiagnosticOptions, diagnostics } from "#ide/diagnostics.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { analyse } from "./support.ts";

function codes(spl: string, options: Partial<DiagnosticOptions> = {}): readonly string[] {
  const analysis = analyseDocument(createDocument("a.spl", 1, spl), testEnvironment);
  return diagnostics(analysis, { preset: "all", severity: {}, ...options }).map(({ code }) => code);
}

const STARRED = 'index=x sourcetype=y earliest=-1h | where like(CommandLine,"*gwmi*")';

describe("presets and severities", () => {
  it("shows by default what is wrong, and more on demand", () => {
    const spl = 'index=x (a=1 OR a=2 OR a=3) | where CommandLine="*b*"';
    expect(codes(spl, { preset: "essential" })).toEqual(["spl/where-equals-with-wildcard"]);
    expect(codes(spl)).toContain("spl/or-chain-to-in");
    expect(codes(spl)).toContain("spl/missing-time");
  });

  it("takes the user's severities", () => {
    const spl = 'index=x | where CommandLine="*b*"';
    const analysis = analyseDocument(createDocument("a.spl", 1, spl), testEnvironment);
    const id = "spl/where-equals-with-wildcard";
    const shown = diagnostics(analysis, { preset: "essential", severity: { [id]: "hint" } });
    expect(shown.map(({ severity }) => severity)).toEqual(["hint"]);
    expect(diagnostics(analysis, { preset: "essential", severity: { [id]: "off" } })).toEqual([]);
    expect(codes(spl, { preset: "essential", severity: { "spl/missing-time": "warning" } })).toContain(
      "spl/missing-time",
    );
  });
});

describe("suppression comments", () => {
  it("silences ids anywhere in the search, with or without their area", () => {
    expect(codes(STARRED)).toContain("spl/like-with-star");
    expect(codes(`${STARRED} \`\`\`spl-ignore like-with-star: the value holds stars\`\`\``)).not.toContain(
      "spl/like-with-star",
    );
    expect(codes(`\`\`\`spl-ignore spl/like-with-star, missing-time\`\`\` ${STARRED}`)).not.toContain(
      "spl/like-with-star",
    );
  });

  it("says which id suppresses nothing", () => {
    const spl = 'index=x `comment("a")` ```spl-ignore self-compare, like-with-star``` | where like(a,"*b*")';
    const unused = diagnoseAnalytic(analyse(spl)).filter(({ code }) => code === "checks/unused-suppression");
    expect(unused.map(({ span }) => spl.slice(span.start, span.end))).toEqual(["self-compare"]);
  });
});

describe("macros", () => {
  it("shows findings of a body at the call, and only sure ones", () => {
    const spl = "index=x | `security_content_ctime(firstTime)` | table firstTime";
    expect(
      codes(spl, { preset: "all" }).filter((code) => code !== "spl/missing-time" && code !== "spl/source-missing"),
    ).toEqual([]);
  });

  it("follows fields through expanded macros, with positions of the written text", () => {
    const spl = '`sysmon` EventCode=1 | where like(NewProcessName,"%a")';
    const found = diagnoseAnalytic(analyse(spl)).find(({ code }) => code === "spl/field-not-in-event");
    expect(found && spl.slice(found.span.start, found.span.end)).toBe('like(NewProcessName,"%a")');
    const fix = found?.fixes[0];
    expect(fix && applyEdits(spl, fix.edits)).toBe('`sysmon` EventCode=1 | where like(Image,"%a")');
  });

  it("is silent behind a macro that nobody defines", () => {
    const spl =
      '`no_such_macro` source="XmlWinEventLog:Security" EventCode=4688 | `other_unknown` | where ProcessName="a"';
    expect(codes(spl, { preset: "essential" })).toEqual(["spl/unknown-macro", "spl/unknown-macro"]);
  });
});

describe("documents", () => {
  it("puts findings and edits into the host text, as its format writes them", () => {
    const text = ["name: a", "search: 'index=x sourcetype=y | where like(CommandLine,\"*it''s*\")'", ""].join("\n");
    const analysis = analyseDocument(createDocument("detections/a.yml", 1, text), testEnvironment);
    const [found] = diagnostics(analysis, { preset: "essential", severity: {} }).filter(
      ({ code }) => code === "spl/like-with-star",
    );
    if (analysis.analytics.length === 0) return;
    expect(found && text.slice(found.span.start, found.span.end)).toBe("\"*it''s*\"");
    const fixed = applyEdits(text, found?.fixes[0]?.edits ?? []);
    expect(fixed).toContain("like(CommandLine,\"%it''s%\")");
  });

  it("remembers what did not change", () => {
    const first = analyse("index=x | where a=1");
    expect(analyse("index=x | where a=1").search).toBe(first.search);
    expect(analyse("index=x | where a=2").search).not.toBe(first.search);
  });
});

describe("totality", () => {
  const search =
    'index=x (source="XmlWinEventLog:Security" EventCode=4688) OR (source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1) | eval p=lower(coalesce(NewProcessName, Image)), c=if(isnull(a), "-", a) | join p [ search index=y EventCode IN (3, 4) | stats count by Image ] | `drop_dm_object_name(A)` | rex field=c "(?<n>\\d+)" | stats count, values(c) AS c by _time, p | where NOT (p="a" OR like(c,"*b*") AND count>5) | rename c AS d | table p, d';

  it("gives diagnostics within the text for every beginning of a search", () => {
    for (let end = 0; end <= search.length; end += 3) {
      const text = search.slice(0, end);
      for (const { span } of diagnoseAnalytic(analyse(text, "markdown"))) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }
  });

  it("gives diagnostics and edits that apply for damaged searches", () => {
    const pieces = fc.array(
      fc.constantFrom(..."|[]()\"'`,=*% ANDORNOTINbywhere".split(/(?=[A-Z])|/), " | ", " by ", " OR "),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.nat(search.length), fc.nat(30), pieces, (at, length, inserted) => {
        const text = search.slice(0, at) + inserted.join("") + search.slice(at + length);
        for (const { fixes } of diagnoseAnalytic(analyse(text, "markdown"))) {
          for (const { edits } of fixes) expect(typeof applyEdits(text, edits)).toBe("string");
        }
      }),
      { numRuns: 150 },
    );
  });
});
