// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources in texts.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Literal, literalsOf } from "./support/literals.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const client = path.join(root, "client/src");
const bundle: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(path.join(root, "l10n/bundle.l10n.json"), "utf8"),
);
const sources = readdirSync(client, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, source: readFileSync(path.join(client, name), "utf8") }));

/** Names that are the same in every language, a name of a search in the samples, and styles. */
const NOT_TRANSLATED = new Set([
  "Rulehound",
  "$(sync~spin) Rulehound",
  "CSV",
  "Markdown",
  "Suricata",
  "YARA",
  "Wireshark",
  "Commands started on another computer",
  "Shells started by Word",
  "underline wavy 1px",
]);
const TRANSLATED = /\bl10n\.t\(\s*$/;
const STYLE_OR_SCRIPT = /\bconst [A-Z_]*(?:STYLE|SCRIPT)\s*=\s*$/;
const SCHEME = /\bscheme:\s*$/;
/** What nobody reads: scripts, tags, icons and the targets of links. */
const NOT_READ = /<script[^<>]*>[\s\S]*?<\/script>|<[^<>]*>|\$\([\w~-]+\)|\]\([^()]*\)|&\w+;|\\[nrtu]/g;
/** What stands before a text that is shown, maybe behind a condition. */
const SHOWN = new RegExp(
  [
    String.raw`\bshow(?:Information|Warning|Error)Message\([^;]*`,
    String.raw`\b(?:setStatusBarMessage|appendText|appendMarkdown|createRunProfile|TestMessage|Error)\(`,
    String.raw`\bcreateTestItem\([^;]*,\s*`,
    String.raw`\bcreateWebviewPanel\(\s*"",\s*`,
    String.raw`\b(?:title|label|description|detail|placeHolder|prompt|tooltip|openLabel|contentText|spoken|saveLabel)\??(?:\s*:|\s*=)(?![=>])[^,;{}]*`,
    String.raw`\.(?:text|tooltip|message|description|title|name)\s*=(?!=)[^;]*`,
  ]
    .map((pattern) => `(?:${pattern})`)
    .join("|")
    .replace(/^(.*)$/, "(?:$1)$"),
);

/** Literals of a client file that a user would read and no translation reaches. */
function untranslated(source: string): readonly Literal[] {
  return literalsOf(source).filter(({ text, before }) => {
    if ([TRANSLATED, STYLE_OR_SCRIPT, SCHEME].some((place) => place.test(before)) || NOT_TRANSLATED.has(text))
      return false;
    if (/\s(?:aria-label|title|placeholder|alt)="[^"\0]*[A-Za-z]/.test(text)) return true;
    const bare = text.replace(NOT_READ, " ");
    const tagged = /<\/?\w+[^<>]*>/.test(text);
    return /[A-Za-z]{2,}[,.:;]? [A-Za-z]/.test(bare) || ((tagged || SHOWN.test(before)) && /[A-Za-z]{2,}/.test(bare));
  });
}

/** The number of arguments behind the first of each call, by its text. */
function calls(source: string): readonly { readonly text: string; readonly values: number }[] {
  return [...source.matchAll(/\bl10n\.t\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/g)].map((call) => {
    let [depth, at, values] = [0, call.index + call[0].length, 0];
    const rest = source.replace(/"(?:[^"\\\n]|\\.)*"/g, (text) => '"'.repeat(text.length));
    for (; depth >= 0 && at < rest.length; at++) {
      const char = rest[at] ?? "";
      depth += /[([{]/.test(char) ? 1 : /[)\]}]/.test(char) ? -1 : 0;
      if (char === "," && depth === 0 && !/^,\s*\)/.test(rest.slice(at))) values += 1;
    }
    return { text: JSON.parse(`"${call[1] ?? call[2]?.replaceAll('"', '\\"')}"`), values };
  });
}

const gapsOf = (text: string): readonly number[] =>
  [...new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, gap]) => Number(gap)))].sort((a, b) => a - b);

describe("words of the client", () => {
  it("are in the bundle, all of them and no others", () => {
    const used = new Set(sources.flatMap(({ source }) => calls(source).map(({ text }) => text)));
    expect(used.size).toBeGreaterThan(100);
    expect(Object.keys(bundle)).toEqual([...used].sort());
    expect(Object.entries(bundle).filter(([key, text]) => key !== text)).toEqual([]);
  });

  it("are never shown without a translation", () => {
    const wrong = sources.flatMap(({ name, source }) =>
      untranslated(source).map(({ line, text }) => `${name}:${line}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  it("get a value for each gap, and a gap for each value", () => {
    const wrong = sources.flatMap(({ name, source }) =>
      calls(source)
        .filter(({ text, values }) => gapsOf(text).join() !== Array.from({ length: values }, (_, n) => n).join())
        .map(({ text, values }) => `${name}: ${values} values: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  it("keep their gaps in another language, and hold no brace besides", () => {
    for (const text of Object.values(bundle)) {
      const pseudo = `[${text.replace(/\{\d+\}|[aeiou]/g, (part) => (part.length > 1 ? part : `${part}${part}`))}]`;
      const gaps = gapsOf(text);
      const filled = pseudo.replace(/\{([^}]+)\}/g, (whole, gap) => (gaps.includes(Number(gap)) ? "·" : whole));
      expect(gaps, text).toEqual(gaps.map((_, number) => number));
      expect(filled, text).not.toMatch(/[{}]/);
    }
  });
});

describe("the search for untranslated words", () => {
  it.each([
    'vscode.window.showInformationMessage("Open a file first.");',
    'vscode.window.showInformationMessage(vscode.l10n.t("Saved."), "Open");',
    "vscode.window.showErrorMessage(`Rulehound: ${why}`);",
    'const item = { label: on ? "Run" : vscode.l10n.t("Stop") };',
    'item.tooltip = rows === 1 ? "row" : vscode.l10n.t("rows");',
    "const page = `<h2>Rows</h2>${rows}`;",
    'const page = `<button aria-label="Close">×</button>`;',
    "const page = `${rows.map((row) => `<td>${row} rows</td>`)}`;",
    'createWebviewPanel("rulehound.rows", "Rows", {});',
  ])("finds those of %s", (source) => {
    expect(untranslated(source)).toHaveLength(1);
  });

  it.each([
    'vscode.window.showInformationMessage(vscode.l10n.t("The samples are in {0}.", folder));',
    "const STYLE = `th { font-weight: 600; } tbody tr { cursor: pointer; }`;",
    "/* Shown as it is. */ item.text = `$(sync~spin) ${text}`;",
    'const parts = text.split(/"some words"/); // and "more of them"',
  ])("leaves %s alone", (source) => {
    expect(untranslated(source)).toEqual([]);
  });
});
