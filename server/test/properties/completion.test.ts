import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseDocument, type DocumentAnalysis } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { toEmbedded } from "#base/source-map.ts";
import { complete } from "#ide/completion/complete.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { testEnvironment } from "#test/support/environment.ts";

const SEARCH =
  "index=main source=\"XmlWinEventLog:Security\" EventCode IN (4688, 4624) | eval 'odd name'=lower(user) | where LogonType=3 | lookup zones zone AS src OUTPUT owner | stats count by host, user";

/** Files in which the search is written in every style, with keys of every kind around it. */
const FILES: readonly (readonly [name: string, text: string])[] = [
  [
    "detections/a.yml",
    `name: Odd\nid: x\nsearch: '${SEARCH.replaceAll("'", "''")}'\ntags:\n  mitre_attack_id: [T1047, T1003]\n  security_domain: "endpoint"\n  product:\n  - Splunk Cloud\n`,
  ],
  [
    "detections/b.yml",
    `name: 'Odd'\nsearch: ${JSON.stringify(SEARCH)}\nrba: {message: a, risk_objects: [{field: user, type: user}]}\n`,
  ],
  [
    "detections/c.yml",
    `name: Odd\nsearch: >-\n  ${SEARCH.replaceAll(" | ", "\n  | ")}\ntests:\n- name: t\n  attack_data:\n  - data: a.log\n    sourcetype: XmlWinEventLog\n`,
  ],
  [
    "d.rule.yml",
    `name: Odd\nattack:\n  techniques: [T1047]\nanalytics:\n  - name: one\n    query: |\n      ${SEARCH.replaceAll(" | ", "\n      | ")}\ntests:\n  - name: t\n    expect: { matches: 1 }\n`,
  ],
  [
    "rules/e.yml",
    "title: Odd\nstatus: test\nlogsource:\n  product: windows\n  category: process_creation\ndetection:\n  selection:\n    Image|endswith: 'cmd.exe'\n  condition: selection\ntags: [attack.execution]\n",
  ],
  [
    ".rulehound/f.yaml",
    'events:\n  - channel: Security\n    id: 4688\n    fields: [A, { name: B, presence: sometimes }]\nvalues:\n  - { name: Kind, values: { "1": one } }\n',
  ],
  ["g.md", `# Odd (T1047)\n\nTechniques: T1003\n\n\`\`\`spl\n${SEARCH}\n\`\`\`\n\n- a list\n`],
  ["savedsearches.conf", `[Odd]\nsearch = ${SEARCH}\ndisabled = 0\n`],
];

function analysed(name: string, text: string): DocumentAnalysis {
  return analyseDocument(createDocument(`file:///work/${name}`, 1, text), testEnvironment);
}

describe("completion at any place", () => {
  const file = fc
    .tuple(fc.constantFrom(...FILES), fc.boolean())
    .map(([[name, text], crlf]) => [name, crlf ? text.replaceAll("\n", "\r\n") : text] as const);
  const place = file.chain(([name, text]) =>
    fc.record({ name: fc.constant(name), text: fc.constant(text), offset: fc.nat(text.length), nth: fc.nat(400) }),
  );

  it("replaces nothing but what is typed there, and leaves YAML and the searches around it as they are", () => {
    fc.assert(
      fc.property(place, ({ name, text, offset, nth }) => {
        const analysis = analysed(name, text);
        const list = complete(analysis, offset);
        if (list === undefined || list.items.length === 0) return;
        const { span, wordEnd = offset, items } = list;
        expect(span.end).toBe(offset);
        expect(text.slice(span.start, wordEnd)).not.toMatch(/[\r\n]/);
        const item = items[nth % items.length];
        if (item === undefined) throw new Error("no item");
        const result = text.slice(0, span.start) + item.insert + text.slice(wordEnd);
        if (/\.ya?ml$/.test(name)) expect([item.label, parseYaml(result).problems]).toEqual([item.label, []]);
        const before = analysis.analyticAt(offset)?.analytic.query;
        if (before === undefined) return;
        const after = analysed(name, result).rule.analytics[0]?.query.text ?? "";
        // What the search says in front of the word and behind it is said still.
        const from = toEmbedded(before.map, span.start) ?? 0;
        const to = toEmbedded(before.map, wordEnd) ?? before.text.length;
        expect(after.startsWith(before.text.slice(0, from))).toBe(true);
        expect(after.endsWith(before.text.slice(to))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
