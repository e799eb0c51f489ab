import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import { convertUuid } from "#ide/signature/convert-uuid.ts";
import { valueAt } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { testEnvironment } from "#test/support/environment.ts";

const UUID = "00000143-0000-0000-c000-000000000046";
const WIRE = "43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46";
const BIG = "00 00 01 43 00 00 00 00 c0 00 00 00 00 00 00 46";

/** The text after each conversion that is offered at a needle, by its title. */
function converted(name: string, text: string, needle: string): Readonly<Record<string, string>> {
  const analysis = analyseDocument(createDocument(name, 1, text), testEnvironment);
  const start = text.indexOf(needle) + 3;
  const offered = convertUuid(analysis, { start, end: start });
  return Object.fromEntries(offered.map(({ title, edits }) => [title.split(":")[0], applyEdits(text, edits)]));
}

const STYLES: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => `value: ${value}\n`,
  "in single quotes": (value) => `value: '${value}'\n`,
  "in double quotes": (value) => `value: "${value}"\n`,
  literal: (value) => `value: |\n  ${value}\n`,
  "literal without a last line": (value) => `value: |-\n  ${value}\n`,
  folded: (value) => `value: >-\n  before\n  ${value}\n  behind\n`,
  "in a flow mapping": (value) => `value: { a: ${value} }\n`,
  "in a flow sequence": (value) => `value: [x, '${value}']\n`,
  "with an anchor": (value) => `value: &a ${value}\n`,
};

describe.each(Object.entries(STYLES))("a YAML scalar %s", (_style, write) => {
  const data = (text: string) => JSON.stringify(valuesIn(text));
  it.each([
    ["canonical", UUID, { "Convert to bytes on the wire": WIRE }],
    ["wire", WIRE, { "Convert to UUID": UUID, "Swap byte order": BIG }],
    ["big-endian", BIG, { "Convert to UUID": UUID, "Swap byte order": WIRE }],
  ])("converts the %s form, and nothing else changes", (_form, value, expected) => {
    const head = "title: t\nlogsource: { product: x }\n";
    const found = converted("rule.yml", `${head}${write(value)}`, value);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [title, other] of Object.entries(expected)) {
      expect(found[title]).toBe(`${head}${write(other)}`);
      expect(data(found[title] ?? "")).toBe(data(`${head}${write(value)}`).replace(value, other));
    }
  });
});

/** The text that a YAML text has under `value`, whatever the style. */
function valuesIn(text: string): unknown {
  const node = valueAt(parseYaml(text).documents[0], "value");
  if (node?.kind === "scalar") return node.value;
  if (node?.kind === "sequence") return node.items.map((item) => (item.kind === "scalar" ? item.value : null));
  if (node?.kind === "mapping") return node.entries.map(({ value }) => (value.kind === "scalar" ? value.value : null));
  return null;
}

describe("searches", () => {
  it.each(["search.spl", "page.md", "rule.yml"])("convert within quoted texts in %s", (name) => {
    const search = `index=rpc InterfaceUuid="${UUID}" | where bytes="${WIRE}"`;
    const whole =
      name === "page.md"
        ? `# Page\n\n\`\`\`spl\n${search}\n\`\`\`\n`
        : name === "rule.yml"
          ? `name: t\nsearch: |\n  ${search}\ntype: TTP\n`
          : `${search}\n`;
    expect(converted(name, whole, UUID)).toEqual({ "Convert to bytes on the wire": whole.replace(UUID, WIRE) });
    expect(converted(name, whole, WIRE)).toEqual({
      "Convert to UUID": whole.replace(WIRE, UUID),
      "Swap byte order": whole.replace(WIRE, BIG),
    });
  });

  it("offer nothing outside of quotes, where blanks would make words of bytes", () => {
    expect(converted("search.spl", `index=rpc InterfaceUuid=${UUID} | head 5\n`, UUID)).toEqual({});
  });
});

describe("pages", () => {
  it("convert code and prose, to the forms of other programs too", () => {
    const page = `# Page\n\nIRemUnknown2 is \`${UUID}\`, and ${WIRE} on the wire.\n`;
    expect(converted("page.md", page, UUID)).toEqual({
      "Convert to bytes on the wire": page.replace(UUID, WIRE),
      "Convert to a YARA string": page.replace(UUID, `{ ${WIRE.toUpperCase()} }`),
      "Convert to a Suricata content": page.replace(UUID, `content:"|${WIRE}|";`),
    });
    expect(Object.keys(converted("page.md", page, WIRE))).toHaveLength(4);
  });
});
