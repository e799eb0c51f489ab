import { expect, test } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { explainEmptiness } from "#ide/render/emptiness.ts";
import { testEnvironment } from "#test/support/environment.ts";

function page(spl: string): string {
  const analysis = analyseDocument(createDocument("rule.spl", 1, spl), testEnvironment);
  return explainEmptiness(analysis, diagnostics(analysis, { preset: "all", severity: {} }), {
    windowsProfile: "union",
  });
}

test("tells the chain of facts, the assumption and the repair of a proof", () => {
  expect(
    page('index=x source="XmlWinEventLog:Security" EventCode=4688\n| search ProcessName="*wmic.exe"'),
  ).toMatchInlineSnapshot(`
    "# Why nothing is found

    ## rule

    ### Proof 1: ProcessName is in no event that can reach this point (Security 4688), so the comparison never holds.

    At line 2: \`ProcessName="*wmic.exe"\` (\`spl/field-not-in-event\`).

    1. Security 4688 (Process created) has NewProcessName, not ProcessName.
       - line 1: \`EventCode=4688\`
    2. The condition must hold for every row, so the search returns nothing.
       - line 2: \`search ProcessName="*wmic.exe"\`

    What would repair it:

    - Change to NewProcessName

    Assumed: Windows events are named as the profile \`union\` has them (setting \`rulehound.windows.profile\`), events have the fields that the catalog and the workspace list for them, and no add-on that is not described here makes others.
    "
  `);
});

test("says when nothing is proved, and when a later command makes rows", () => {
  expect(page("index=x EventCode=4688")).toContain("It is not proved");
  const spl = 'index=x source="XmlWinEventLog:Security" EventCode=4688 | search ProcessName="*wmic.exe" | stats count';
  expect(page(spl)).toContain("It is not proved");
});
