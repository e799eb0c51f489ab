import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hover } from "#ide/hover/hover.ts";
import { renderAddress } from "#ide/render/address.ts";
import { renderRegex } from "#ide/render/regex.ts";
import { fixture } from "#test/features/support.ts";

const SEARCH = String.raw`index=win source="XmlWinEventLog:Security" EventCode IN (4688, 4663) AccessMask=0x2 ObjectType=Key src="fe80::/10"
| rex field=CommandLine "(?<name>[^\\]+)\.exe$" | where match(a, "(?i)b{2,}") AND cidrmatch("10.0.0.0/8", src)
| eval c=replace(d, "\d+", "") | lookup assets ip OUTPUT owner | stats p95(x) BY user | ${"`"}security_content_ctime(x)${"`"} earliest=-1d@h`;

/** A file of every kind that a hover knows. */
const FILES: readonly (readonly [name: string, text: string])[] = [
  ["a.spl", SEARCH],
  [
    "a.md",
    `# T1047\n\nEvent ID 4688, opnum 24 of 9556dc99-828c-11cf-a37e-00aa003240c7.\n\n${"```"}spl\n${SEARCH}\n${"```"}\n`,
  ],
  ["a.yml", `name: a\nid: b\nsearch: >\n  ${SEARCH.replaceAll("\n", "\n  ")}\ntags:\n  mitre_attack_id: [T1047]\n`],
  [
    "a.rule.yml",
    `name: a\nattack:\n  tactics: [Execution]\nanalytics:\n  - name: b\n    query: |\n      ${SEARCH.replaceAll("\n", "\n      ")}\n`,
  ],
  [
    "s.yml",
    "title: t\nlogsource: {product: windows, service: security}\ndetection:\n  a:\n    EventID: [4688, 4663]\n    Image|re: 'x+$'\n    AccessMask: '0x2'\n  condition: a\n",
  ],
  [
    "g.yml",
    'title: t\nsignatures:\n  a:\n    interface: IWbemServices\n    opnum: 24-25\n  b:\n    printable: "*V~2@*"\n  c:\n    regex: "a(b"\ncondition: a\n',
  ],
  ["props.conf", "[a]\nEXTRACT-x = (?<y>\\d+) in _raw\nEVAL-z = 1\n"],
  ["savedsearches.conf", `[a]\nsearch = ${SEARCH.replaceAll("\n", " \\\n")}\n`],
];

describe("hover", () => {
  it.each(FILES)("answers at any place of any beginning of %s", (name, text) => {
    for (let end = 0; end <= text.length; end += 5) {
      const { analysis } = fixture(text.slice(0, end), name);
      for (const offset of [0, Math.floor(end / 2), Math.max(0, end - 3), end]) {
        const found = hover(analysis, offset);
        if (found === undefined) continue;
        expect(found.contents).not.toBe("");
        expect(found.span.start).toBeLessThanOrEqual(offset);
        expect(found.span.end).toBeGreaterThanOrEqual(offset);
        expect(found.span.end).toBeLessThanOrEqual(end);
      }
    }
  });

  it("explains any pattern or says why not, within bounds", () => {
    const piece = fc.constantFrom(
      "a",
      "\\d",
      "[^x-z]",
      "(",
      ")",
      "|",
      "*",
      "+?",
      "{2,3}",
      "(?<n>",
      "(?=",
      "(?i)",
      "^",
      "$",
      "\\",
      ".",
      "[",
      "]",
      "\\1",
      " ",
      "`",
      "<b>",
    );
    const pattern = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
      fc.string({ maxLength: 80 }),
    );
    fc.assert(
      fc.property(pattern, fc.boolean(), (text, ignoreCase) => {
        const said = renderRegex(text, ignoreCase);
        expect(said.startsWith("**Regular expression**")).toBe(true);
        expect(said.split("\n").length).toBeLessThan(60);
      }),
      { numRuns: 400 },
    );
  });

  it("reads every address of IPv6 that it writes", () => {
    const address = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 128 }), (groups, bits) => {
        const text = `${groups.map((group) => group.toString(16)).join(":")}/${bits}`;
        const [, first = "", last = ""] = /`([^`]+)` to `([^`]+)`/.exec(renderAddress(text, true) ?? "") ?? [];
        expect(renderAddress(`${first}/${bits}`, true)).toContain(`\`${first}\` to \`${last}\``);
      }),
    );
  });
});
