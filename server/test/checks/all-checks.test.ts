import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyseDocument, type DocumentAnalysis } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { allChecks } from "#checks/all-checks.ts";
import type { BadRuleExample } from "#checks/define-rule-check.ts";
import { checks } from "#checks/index.ts";
import { ruleChecks } from "#checks/rule-checks.index.ts";
import type { RuleSurroundings } from "#checks/surroundings.ts";
import { toDiagnostic } from "#hosts/lsp/to-lsp/diagnostics.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { checkPage } from "#ide/render/check.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { marked } from "./support.ts";

interface Shown {
  readonly analysis: DocumentAnalysis;
  readonly surroundings: RuleSurroundings;
}

function fileWith(name: string, text: string, surroundings: RuleSurroundings = {}): Shown {
  return { analysis: analyseDocument(createDocument(name, 1, text), testEnvironment), surroundings };
}

function around({ today, sameId, samples }: BadRuleExample): RuleSurroundings {
  return {
    ...(today !== undefined && { today }),
    ...(sameId !== undefined && { otherRulesWithId: () => sameId }),
    ...(samples !== undefined && { sample: (path) => samples[path] }),
  };
}

/** The comment that silences a check in a file outside its searches. */
function silenced(name: string, text: string, id: string): string {
  const comment = `rulehound-ignore ${id}: tested`;
  if (name.endsWith(".md")) return `<!-- ${comment} -->\n\n${text}`;
  return name.endsWith(".spl") ? `\`\`\`spl-ignore ${id}: tested\`\`\` ${text}` : `# ${comment}\n${text}`;
}

/** A bad example of every check as a file, plain and with the comment that silences it. */
const examples = [
  ...checks.map((check) => {
    const { text } = marked(check.examples.bad[0]?.spl ?? "");
    const yaml = (search: string) =>
      `name: a\nsearch: |-\n${search
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n")}\n`;
    const quiet = silenced("a.spl", text, check.id);
    return { check, plain: fileWith("a.yml", yaml(text)), quiet: fileWith("a.yml", yaml(quiet)) };
  }),
  ...ruleChecks.map((check) => {
    const [example] = check.examples.bad;
    if (example === undefined) throw new Error(`${check.id} has no bad example`);
    const { text } = marked(example.text);
    return {
      check,
      plain: fileWith(example.file, text, around(example)),
      quiet: fileWith(example.file, silenced(example.file, text, check.id), around(example)),
    };
  }),
];

function shown({ analysis, surroundings }: Shown, severity: Readonly<Record<string, "error" | "off">> = {}) {
  return diagnostics(analysis, { preset: "all", severity, surroundings });
}

describe.each(examples.map((example) => [example.check.id, example] as const))("%s", (id, { check, plain, quiet }) => {
  const found = shown(plain).filter(({ code }) => code === id);

  it("links to its page, which says what, why, how it is mended and silenced", () => {
    const [first] = found;
    expect(first).toBeDefined();
    if (first === undefined) return;
    const href = toDiagnostic(plain.analysis.document, first).codeDescription?.href;
    const page = `docs/checks/${id}.md`;
    expect(href).toBe(`https://github.com/rulehound/rulehound/blob/main/${page}`);
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, "utf8");
    expect(text).toContain(checkPage(check));
    for (const title of ["Why", "Reported", "Not reported", "Silence it"]) expect(text).toContain(`\n## ${title}\n`);
    if (check.examples.bad.some(({ fixed }) => fixed !== undefined)) expect(text).toContain("After the fix:");
    expect(text).toContain(`{"${id}": "off"}`);
  });

  it("takes the user's severity, and is silent when off or suppressed", () => {
    const severities = shown(plain, { [id]: "error" }).filter(({ code }) => code === id);
    expect(severities.map(({ severity }) => severity)).toEqual(found.map(() => "error"));
    expect(shown(plain, { [id]: "off" }).filter(({ code }) => code === id)).toEqual([]);
    const left = shown(quiet).map(({ code }) => code);
    expect(left).not.toContain(id);
    expect(left).not.toContain("checks/unused-suppression");
  });
});

describe("comments that silence", () => {
  it("name checks that differ without their area", () => {
    const names = allChecks.map(({ id }) => id.slice(id.indexOf("/") + 1));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("are reported when they silence nothing", () => {
    const text = "# rulehound-ignore technique-unknown, id-missing: none here\nname: a\nsearch: index=x\n";
    const unused = shown(fileWith("a.yml", text)).filter(({ code }) => code === "checks/unused-suppression");
    expect(unused.map(({ span }) => text.slice(span.start, span.end))).toEqual(["technique-unknown"]);
  });
});
