import { describe, expect, it } from "vitest";
import { semanticTokens } from "#ide/semantic-tokens.ts";
import { fixture, markdownRule, yamlRule } from "./support.ts";

/** `text:type` of every token, `!` behind a declaration. */
function tokens(text: string, file?: string): readonly string[] {
  return semanticTokens(fixture(text, file).analysis).map(
    ({ span, type, declaration }) => `${text.slice(span.start, span.end)}:${type}${declaration === true ? "!" : ""}`,
  );
}

describe("semantic tokens", () => {
  it("tells fields, values and operators of a search", () => {
    expect(tokens('index=x NOT (EventCode=1 OR Image="*cmd.exe")')).toEqual([
      "index:property",
      "=:operator",
      "x:string",
      "NOT:keyword",
      "EventCode:property",
      "=:operator",
      "1:number",
      "OR:keyword",
      "Image:property",
      "=:operator",
      '"*cmd.exe":string',
    ]);
  });

  it("marks what a search makes as declared variables", () => {
    expect(tokens("index=x | eval a=lower(Image).b | stats max(a) AS top BY Image")).toEqual([
      "index:property",
      "=:operator",
      "x:string",
      "|:operator",
      "eval:keyword",
      "a:variable!",
      "=:operator",
      "lower:function",
      "Image:property",
      ".:operator",
      "b:property",
      "|:operator",
      "stats:keyword",
      "max:function",
      "a:variable",
      "AS:keyword",
      "top:variable!",
      "BY:keyword",
      "Image:property",
    ]);
  });

  it("knows regular expressions, options, macros and comments", () => {
    const found = tokens('`sysmon` ```why``` | rex field=_raw "(?<a>x)" | where match(a, "^x") AND a LIKE "x%"');
    expect(found).toEqual(
      expect.arrayContaining([
        "`sysmon`:macro",
        "```why```:comment",
        "field:parameter",
        '"(?<a>x)":regexp',
        '"^x":regexp',
        "AND:keyword",
        "LIKE:keyword",
        '"x%":string',
      ]),
    );
  });

  it("declares what a lookup gives", () => {
    expect(tokens("index=x | lookup t user AS Image OUTPUT owner, team AS squad")).toEqual(
      expect.arrayContaining(["OUTPUT:keyword", "owner:variable!", "team:property", "squad:variable!"]),
    );
  });

  it("stands in the text of YAML and Markdown hosts, a token a line", () => {
    const search = "index=x\n| eval a=1 ```two\nlines```";
    for (const [text, file] of [
      [yamlRule(search), "rule.yml"],
      [markdownRule(search), "rule.md"],
    ] as const) {
      expect(tokens(text, file)).toEqual([
        "index:property",
        "=:operator",
        "x:string",
        "|:operator",
        "eval:keyword",
        "a:variable!",
        "=:operator",
        "1:number",
        "```two:comment",
        expect.stringMatching(/^ *lines```:comment$/),
      ]);
    }
  });
});
