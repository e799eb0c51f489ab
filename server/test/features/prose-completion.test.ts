import { describe, expect, it } from "vitest";
import { complete } from "#ide/completion/complete.ts";
import { offered } from "./offered.ts";
import { fixture } from "./support.ts";

interface Case {
  readonly file: string;
  readonly at: string;
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
  readonly accepted?: readonly [label: string, text: string];
}

const SVCCTL = "367abb81-9844-35f1-ad32-98f038001003";
const signature = (line: string): string => `name: a\nsignatures:\n  one: ${line}\ncondition: one\n`;

const CASES: readonly Case[] = [
  // Ids anywhere in prose.
  { file: "a.md", at: "It is T1055‸ of ATT&CK.", accepted: ["T1055.001", "It is T1055.001 of ATT&CK."] },
  { file: "a.md", at: "Seen with G001‸", has: ["G0016"], hasNot: ["T1055"] },
  { file: "a.md", at: "Uses S000‸", has: ["S0002"] },
  { file: "a.md", at: "See M103‸", has: ["M1038"] },
  { file: "a.md", at: "The host S‸", hasNot: ["S0002"] },
  { file: "a.md", at: "See TA000‸", has: ["TA0002"], hasNot: ["T1055"] },
  // Words, where the text says what stands there.
  { file: "a.md", at: "**Techniques:** T1003, process inj‸\n", accepted: ["T1055", "**Techniques:** T1003, T1055\n"] },
  { file: "a.md", at: "- Tactic: later‸\n", accepted: ["TA0008", "- Tactic: TA0008\n"] },
  { file: "a.md", at: "| Technique | Why |\n| --- | --- |\n| cred dump‸ | |\n", has: ["T1003"] },
  { file: "a.md", at: "| Why | Technique |\n| --- | --- |\n| cred dump‸ | |\n", hasNot: ["T1003"] },
  { file: "a.md", at: "## Data components\n\n- process cre‸\n", has: ["DC0032"] },
  { file: "a.md", at: "## Groups\n\n1. apt29‸\n", has: ["G0016"] },
  { file: "a.md", at: "It does process inj‸\n", hasNot: ["T1055"] },
  { file: "a.md", at: "```spl\nindex=main EventCode=create process‸\n```\n", has: ["4688"] },
  // Interfaces.
  { file: "a.md", at: "The interface 367a‸ is called.", accepted: [SVCCTL, `The interface ${SVCCTL} is called.`] },
  {
    file: "a.rule.yml",
    at: signature("{ uuid: 367abb81‸ }"),
    accepted: [SVCCTL, signature(`{ uuid: ${SVCCTL} }`)],
  },
  { file: "a.rule.yml", at: signature("{ uuid: CreateServ‸ }"), has: [SVCCTL] },
  { file: "a.rule.yml", at: signature("{ uuid: 81bb7a36‸ }"), has: [SVCCTL] },
  { file: "a.rule.yml", at: signature("{ uuid: svcc‸ }"), has: [SVCCTL] },
  { file: "a.rule.yml", at: signature(`{ uuid: ${SVCCTL}, opnum: Create‸ }`), has: ["RCreateServiceW"] },
  {
    file: "a.rule.yml",
    at: "name: a\nsignatures:\n  one:\n    hex: 00\n‸\ncondition: one\n",
    has: ["per"],
    hasNot: ["opnum", "condition"],
  },
  {
    file: "a.rule.yml",
    at: "name: a\nsignatures:\n  one:\n    hex: 00\n    ‸\ncondition: one\n",
    has: ["scope"],
    hasNot: ["per", "hex"],
  },
];

describe("completion in prose and signatures", () => {
  it.each(CASES)("answers $at in $file", ({ file, at, has = [], hasNot = [], accepted }) => {
    const { labels, accept } = offered(at, file);
    for (const label of has) expect(labels).toContain(label);
    for (const label of hasNot) expect(labels).not.toContain(label);
    if (accepted !== undefined) expect(accept(accepted[0])).toBe(accepted[1]);
  });

  it("says which techniques are revoked, behind those in force", () => {
    const { analysis, cursor } = fixture("**Techniques:** management inst‸\n", "a.md");
    const items = complete(analysis, cursor)?.items ?? [];
    const inOrder = [...items].sort((a, b) => a.rank - b.rank).map(({ label }) => label);
    expect(inOrder.indexOf("T1546.003")).toBeGreaterThanOrEqual(0);
    expect(inOrder.indexOf("T1546.003")).toBeLessThan(inOrder.indexOf("T1084"));
    // An editor weighs how early the words stand: alike for all that was found by them.
    expect(items.every(({ filter = "" }) => filter.startsWith("management inst "))).toBe(true);
    expect(items.find(({ label }) => label === "T1084")?.detail).toMatch(/^revoked, use T1546\.003 · /);
    expect(items.find(({ label }) => label === "T1546.003")?.detail).not.toContain("revoked");
  });
});
