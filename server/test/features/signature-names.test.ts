import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import { definitions } from "#ide/definitions.ts";
import { references } from "#ide/references.ts";
import { rename, renameTarget } from "#ide/rename.ts";
import { semanticTokens } from "#ide/semantic-tokens.ts";
import { newUuid, replaceUuid, uuidAt, uuidReferences } from "#ide/signature/uuid-references.ts";
import { testEnvironment } from "#test/support/environment.ts";

const { catalog } = testEnvironment;
const REM_UNKNOWN_2 = "00000143-0000-0000-c000-000000000046";

const RULE = `title: t
id: 5f0e7b36-1a2b-4c3d-8e4f-5a6b7c8d9e0f
signatures:
  first: { uuid: 00000143-0000-0000-C000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46, ascii: CF }
  second: { interface: IRemUnknown2, after: third }
  third: { bytes: '05 00 0b [-] @uuid(IRemUnknown2)' }
  fourth: { bytes: '43010000 00000000 c0000000 00000046', near: [first, third], within: 90 }
condition: 'first and (second or #third >= 2) and not 1 of f*'
`;

function open(text: string, name = "rule.yml") {
  return analyseDocument(createDocument(name, 1, text), testEnvironment);
}

const at = (text: string, needle: string, nth = 1) => {
  let found = -1;
  for (let i = 0; i < nth; i++) found = text.indexOf(needle, found + 1);
  return found + 1;
};

describe("elements of a signature by their names", () => {
  const analysis = open(RULE);

  it("lead to their key, and to all places that name them", () => {
    const found = references(analysis, at(RULE, "third", 2));
    expect(found.map(({ span, definition }) => [RULE.slice(span.start - 1, span.end + 1), definition])).toEqual([
      [" third ", false],
      [" third:", true],
      [" third]", false],
      ["#third ", false],
    ]);
    expect(definitions(analysis, at(RULE, "#third") + 1, () => [])).toEqual([
      { file: undefined, span: { start: RULE.indexOf("third:"), end: RULE.indexOf("third:") + 5 } },
    ]);
  });

  it("are renamed everywhere, unless the condition means them by a pattern", () => {
    const renamed = rename(analysis, at(RULE, "#third") + 1, "pdu");
    if (renamed === undefined || "refused" in renamed) throw new Error(renamed?.refused);
    expect(applyEdits(RULE, renamed.edits)).toBe(RULE.replaceAll("third", "pdu"));
    expect(renameTarget(analysis, at(RULE, "first:"))).toMatchObject({ name: "first" });
    for (const [name, why] of [
      ["other", "“f*”"],
      ["second", "already"],
      ["them", "own words"],
      ["a b", "letters"],
    ] as const)
      expect(rename(analysis, at(RULE, "first:"), name)).toMatchObject({ refused: expect.stringContaining(why) });
  });
});

describe("UUIDs in all their forms", () => {
  it("are one thing: digits, bytes, names and printable characters", () => {
    const analysis = open(RULE);
    for (const needle of ["00000143-", "43 01", "CF", "IRemUnknown2,", "IRemUnknown2)", "43010000"])
      expect(uuidAt(analysis, at(RULE, needle))?.uuid, needle).toBe(REM_UNKNOWN_2);
    expect(uuidReferences(analysis.document, REM_UNKNOWN_2, catalog).map(({ form }) => form)).toEqual([
      "canonical",
      "wire",
      "printable",
      "name",
      "name",
      "wire",
    ]);
  });

  it("are replaced, each in its form", () => {
    const { document } = open(RULE);
    const wanted = newUuid("NDR", catalog);
    if ("refused" in wanted) throw new Error(wanted.refused);
    const edits = replaceUuid(document, REM_UNKNOWN_2, wanted.uuid, catalog);
    if ("refused" in edits) throw new Error(edits.refused);
    const text = applyEdits(RULE, edits);
    expect(text).toContain(
      "{ uuid: 8A885D04-1CEB-11C9-9FE8-08002B104860, hex: 04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60, ascii: ']+H`' }",
    );
    expect(text).toContain("fourth: { bytes: '045d888a eb1cc911 9fe80800 2b104860'");
    expect(text).not.toMatch(/IRemUnknown2|43 01/);
    expect(newUuid("nothing", catalog)).toHaveProperty("refused");
  });

  it("are found in searches, in Sigma and on pages", () => {
    for (const [name, text] of [
      ["a.spl", 'index=rpc InterfaceUuid="00000143-0000-0000-c000-000000000046"\n'],
      ["a.yml", `title: t\ndetection:\n  s: { InterfaceUuid: '{${REM_UNKNOWN_2}}' }\n  condition: s\n`],
      ["a.md", `# Page\n\nThe bytes \`43-01-00-00-00-00-00-00-c0-00-00-00-00-00-00-46\`.\n`],
    ] as const)
      expect(uuidReferences(open(text, name).document, REM_UNKNOWN_2, catalog), name).toHaveLength(1);
  });
});

describe("semantic tokens of a signature", () => {
  it("tell bytes, wildcards, jumps, names and literals apart, without overlaps", () => {
    const text = `title: t
signatures:
  one: { bytes: '05 0? [-] ( 41 | ?? ) "ab" @uuid(NDR)', after: two }
  two: { interface: IWbemServices, opnum: [ExecMethod, 24] }
  three: { printable: '*CF*h\\*' }
  four: { uuid: 00000143-0000-0000-c000-000000000046, ascii: CF }
condition: one and 1 of t* or not four
`;
    const tokens = semanticTokens(open(text));
    expect(tokens.map(({ span, type }) => `${text.slice(span.start, span.end)} ${type}`)).toEqual([
      "one variable",
      "05 number",
      "0? operator",
      "[-] operator",
      "41 number",
      "?? operator",
      '"ab" string',
      "@uuid function",
      "two variable",
      "two variable",
      "IWbemServices function",
      "ExecMethod function",
      "24 number",
      "three variable",
      "* operator",
      "CF string",
      "* operator",
      "h\\* string",
      "four variable",
      "00000143-0000-0000-c000-000000000046 number",
      "CF string",
      "one variable",
      "and keyword",
      "1 number",
      "of keyword",
      "t* variable",
      "or keyword",
      "not keyword",
      "four variable",
    ]);
    for (const [i, { span }] of tokens.entries())
      expect(span.start).toBeGreaterThanOrEqual(tokens[i - 1]?.span.end ?? 0);
  });
});

it("follows and renames elements of a rule in a fence of a page", () => {
  const page = `# Page\n\n\`\`\`yaml\n${RULE}\`\`\`\n\n\`third\` in prose stays.\n`;
  const analysis = open(page, "page.md");
  const places = references(analysis, at(page, "third", 2)).map(({ span }) => page.slice(span.start, span.end));
  expect(places).toEqual(["third", "third", "third", "third"]);
  const renamed = rename(analysis, at(page, "third", 2), "opening");
  if (renamed === undefined || !("edits" in renamed)) throw new Error("not renamed");
  expect(applyEdits(page, renamed.edits)).toBe(page.replace(RULE, RULE.replaceAll("third", "opening")));
});
