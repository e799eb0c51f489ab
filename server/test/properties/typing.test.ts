import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseDocument, type DocumentAnalysis } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { complete } from "#ide/completion/complete.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { hover } from "#ide/hover/hover.ts";
import { testEnvironment } from "#test/support/environment.ts";

const RULE = `name: Remote creation of processes
id: 0b1c2d3e-0000-4000-8000-000000000001
status: test
description: >-
  Finds what is started
  from another host.
attack: { techniques: [T1047] }
analytics:
  - name: By command line
    query: |
      index=win EventCode=4688 CommandLine="*process call create*"
      | stats count as calls by host, user
      | where calls > 3
  - name: 'By logon'
    query: "index=win EventCode=4624 LogonType=3 | table _time host"
  - name: By parent
    query: index=win EventCode=1
      | eval parent=lower(ParentImage)
      | search parent="*wmiprvse.exe"
tests:
  - name: leaves others alone
    analytic: By parent
    events: [{ EventCode: 1 }]
    expect: { matches: false }
`;

const typed = fc.constantFrom(
  "e",
  "a",
  "|",
  " ",
  "=",
  '"',
  "'",
  "`",
  "(",
  ":",
  "\n",
  "\n      ",
  "\n  - ",
  "x: ",
  "#",
  "\t",
  "[",
  "",
);
const edit = fc.record({ at: fc.nat(RULE.length), removed: fc.constantFrom(0, 0, 0, 1, 3, 12), typed });

/** What the editor shows, as it is sent. */
function shown(analysis: DocumentAnalysis, offset: number): string {
  const found = diagnostics(analysis, { preset: "all", severity: {} });
  return JSON.stringify([complete(analysis, offset), hover(analysis, offset), found]);
}

describe("a document that is being typed", () => {
  it("shows at every keystroke what a document of that text shows that was just opened", () => {
    let opened = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const uri = `file:///typed-${opened++}.yml`;
        let text = RULE;
        let analysis = analyseDocument(createDocument(uri, 0, text), testEnvironment);
        for (const { at, removed, typed } of edits) {
          const from = Math.min(at, text.length);
          text = text.slice(0, from) + typed + text.slice(from + removed);
          analysis = analyseDocument(createDocument(uri, 1, text), testEnvironment, analysis);
          const fresh = analyseDocument(createDocument(`file:///opened-${opened++}.yml`, 0, text), testEnvironment);
          const offset = from + typed.length;
          expect(shown(analysis, offset)).toBe(shown(fresh, offset));
          expect(analysis.analytics.map(({ text }) => text)).toEqual(fresh.analytics.map(({ text }) => text));
        }
      }),
      { numRuns: 25 },
    );
  });
});
