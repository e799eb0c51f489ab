import { describe, expect, it } from "vitest";
import { definitions } from "#ide/definitions.ts";
import { references } from "#ide/references.ts";
import { fixture, mark, markdownRule, yamlRule } from "./support.ts";

/** The marked text with the references of the cursor's field in «…». */
function found(marked: string, file?: string): string {
  const { analysis, text, cursor } = fixture(marked, file);
  return mark(
    text,
    references(analysis, cursor).map(({ span }) => span),
  );
}

function defined(marked: string, file?: string): string {
  const { analysis, text, cursor } = fixture(marked, file);
  return mark(
    text,
    definitions(analysis, cursor, () => []).map(({ span }) => span),
  );
}

describe("definition of a field", () => {
  it("is the eval, rename, aggregation, lookup or group that made it", () => {
    expect(defined("index=x | eval a=1 | where a‸>0")).toBe("index=x | eval «a»=1 | where a>0");
    expect(defined("index=x | rename b AS a | table ‸a")).toBe("index=x | rename b AS «a» | table a");
    expect(defined("index=x | stats count AS a by b | sort - ‸a")).toBe("index=x | stats count AS «a» by b | sort - a");
    expect(defined("index=x | lookup t u OUTPUT v AS a, w | table ‸w")).toBe(
      "index=x | lookup t u OUTPUT v AS a, «w» | table w",
    );
    expect(defined('index=x | rex "(?<a>x)(?P<b>y)" | table ‸b')).toBe('index=x | rex "(?<a>x)(?P<«b»>y)" | table b');
    expect(defined("index=x | stats count by b | where cou‸nt>1")).toBe("index=x | stats «count» by b | where count>1");
  });

  it("is the last one before the use, and all that may have made it", () => {
    expect(defined("index=x | eval a=1 | eval a=a+1, b=a‸")).toBe("index=x | eval a=1 | eval «a»=a+1, b=a");
    expect(defined("index=x | eval a=1 | eval a=‸a+1")).toBe("index=x | eval «a»=1 | eval a=a+1");
    expect(defined('index=x | eval a=1 | rex "(?<a>x)" | table ‸a')).toBe(
      'index=x | eval «a»=1 | rex "(?<«a»>x)" | table a',
    );
  });

  it("is the rename with wildcards, or the macro, that made it", () => {
    const tstats = "| tstats count from datamodel=Endpoint.Processes by Processes.user";
    expect(defined(`${tstats} | rename Processes.* AS * | table ‸user`)).toBe(
      `${tstats} | rename «Processes.* AS *» | table user`,
    );
    expect(defined(`${tstats} | \`drop_dm_object_name(Processes)\` | table ‸user`)).toBe(
      `${tstats} | «\`drop_dm_object_name(Processes)\`» | table user`,
    );
  });

  it("has no place for a field of the event", () => {
    expect(defined("index=x EventCode=1 | where Event‸Code=1")).not.toContain("«");
  });
});

describe("references of a field", () => {
  it("go from what makes it to its last use", () => {
    expect(found("index=x a=2 | eval a=lower(b) | where ‸a=1 AND 'a'!=c | stats count by a | table a b")).toBe(
      "index=x a=2 | eval «a»=lower(b) | where «a»=1 AND '«a»'!=c | stats count by «a» | table «a» b",
    );
    expect(found("index=x ‸a=2 | eval a=lower(a) | table a")).toBe("index=x «a»=2 | eval a=lower(«a») | table a");
  });

  it("end where a command drops the field", () => {
    expect(found("index=x | eval ‸a=1 | stats count by b | where a=1")).toBe(
      "index=x | eval «a»=1 | stats count by b | where a=1",
    );
  });

  it("keep subsearches apart, but follow what a join brings", () => {
    expect(found("index=x | eval ‸a=1 | search [search index=y | eval a=2, b=a | fields b] | table a")).toBe(
      "index=x | eval «a»=1 | search [search index=y | eval a=2, b=a | fields b] | table «a»",
    );
    expect(found("index=x | stats count by k | join k [search index=y | stats max(b) AS m by k] | table ‸m")).toBe(
      "index=x | stats count by k | join k [search index=y | stats max(b) AS «m» by k] | table «m»",
    );
  });

  it("stand in YAML and Markdown hosts", () => {
    const search = "index=x\n| eval ‸a=1\n| table a";
    const marked = "index=x\n| eval «a»=1\n| table «a»";
    expect(found(yamlRule(search), "rule.yml")).toBe(yamlRule(marked));
    expect(found(markdownRule(search), "rule.md")).toBe(markdownRule(marked));
  });

  it("finds the calls of a macro in all searches", () => {
    const text = "# A\n\n```spl\n`sys‸mon` a=1\n```\n\n```spl\n`sysmon` | `sysmon` | `sysmon(1)`\n```\n";
    expect(found(text, "rule.md")).toBe(
      "# A\n\n```spl\n`«sysmon»` a=1\n```\n\n```spl\n`«sysmon»` | `«sysmon»` | `sysmon(1)`\n```\n",
    );
  });
});
