import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { rename, renameTarget } from "#ide/rename.ts";
import { fixture, markdownRule, yamlRule } from "./support.ts";

/** The text after the cursor's field got another name, or why it cannot. */
function renamed(marked: string, name = "new", file?: string): string | undefined {
  const { analysis, text, cursor } = fixture(marked, file);
  const result = rename(analysis, cursor, name);
  if (result === undefined) return undefined;
  return "refused" in result ? `refused: ${result.refused}` : applyEdits(text, result.edits);
}

describe("rename of a field", () => {
  it("goes from what makes it to its last use", () => {
    expect(renamed("index=x | eval ‸a=lower(b) | where a=1 AND 'a'!=c | stats count by a | table a b")).toBe(
      "index=x | eval new=lower(b) | where new=1 AND 'new'!=c | stats count by new | table new b",
    );
    expect(renamed("index=x | rename b AS a | sort - a | dedup ‸a")).toBe(
      "index=x | rename b AS new | sort - new | dedup new",
    );
    expect(renamed('index=x | rex "(?<us‸r>\\w+)" | search usr=a | eval "x y"=usr')).toBe(
      'index=x | rex "(?<new>\\w+)" | search new=a | eval "x y"=new',
    );
    expect(renamed("index=x | eval ‸a=1 | eval a=a+1 | table a")).toBe(
      "index=x | eval new=1 | eval new=new+1 | table new",
    );
  });

  it("leaves the event's field of that name before it alone", () => {
    expect(renamed("index=x a=2 | eval ‸a=lower(a) | table a")).toBe("index=x a=2 | eval new=lower(a) | table new");
  });

  it("keeps what aggregations and lookups give", () => {
    expect(renamed("index=x | eval ‸a=1 | stats sum(a) by b | where 'sum(a)'>1")).toBe(
      "index=x | eval new=1 | stats sum(new) AS \"sum(a)\" by b | where 'sum(a)'>1",
    );
    expect(renamed("index=x | stats count by b | where cou‸nt>1", "hits")).toBe(
      "index=x | stats count AS hits by b | where hits>1",
    );
    expect(renamed("index=x | eval ‸a=1 | lookup t a OUTPUT c")).toBe(
      "index=x | eval new=1 | lookup t a AS new OUTPUT c",
    );
    expect(renamed("index=x | lookup t a OUTPUT c | table ‸c")).toBe(
      "index=x | lookup t a OUTPUT c AS new | table new",
    );
  });

  it("quotes a name that needs it, as each place wants", () => {
    expect(renamed("index=x | eval ‸a=1 | where a=1 | stats max(a) AS m by a", "my field")).toBe(
      "index=x | eval 'my field'=1 | where 'my field'=1 | stats max(\"my field\") AS m by \"my field\"",
    );
  });

  it("writes into YAML and Markdown hosts", () => {
    const search = "index=x\n| eval ‸a=1\n| table a";
    const after = "index=x\n| eval new=1\n| table new";
    expect(renamed(yamlRule(search), "new", "rule.yml")).toBe(yamlRule(after));
    expect(renamed(markdownRule(search), "new", "rule.md")).toBe(markdownRule(after));
    const quoted = "name: R\nanalytics:\n  - name: one\n    query: 'index=x | eval ‸a=\"b''c\" | table a'\n";
    expect(renamed(quoted, "new", "rule.yml")).toBe(quoted.replace("‸a", "new").replace("table a", "table new"));
  });

  it("keeps subsearches apart and follows a join's field on both sides", () => {
    expect(renamed("index=x | eval ‸a=1 | search [search index=y | eval a=2, b=a | fields b] | table a")).toBe(
      "index=x | eval new=1 | search [search index=y | eval a=2, b=a | fields b] | table new",
    );
    expect(
      renamed(
        "index=x | stats count AS n by b | rename b AS k | join k [search index=y | stats count AS m by c | rename c AS k] | table ‸k",
      ),
    ).toBe(
      "index=x | stats count AS n by b | rename b AS new | join new [search index=y | stats count AS m by c | rename c AS new] | table new",
    );
  });

  it("passes by a macro that renames other fields by a wildcard", () => {
    const tstats = "| tstats count min(_time) AS ‸first from datamodel=Endpoint.Processes by Processes.user";
    expect(renamed(`${tstats} | \`drop_dm_object_name(Processes)\` | table first user`)).toBe(
      `${tstats.replace("‸first", "new")} | \`drop_dm_object_name(Processes)\` | table new user`,
    );
  });

  it("reaches into the arguments of macros, and no further", () => {
    expect(renamed("index=x | stats min(_time) AS ‸first | `security_content_ctime(first)` | table first")).toBe(
      "index=x | stats min(_time) AS new | `security_content_ctime(new)` | table new",
    );
    expect(renamed("index=x | stats min(_time) AS ‸first | `security_content_ctime(first)`", "a b")).toMatch(
      /^refused: “first” is used inside the macro that is called in line 1/,
    );
  });

  it("is refused with the reason", () => {
    expect(renamed("index=x | where Event‸Code=1")).toMatch(/^refused: “EventCode” comes from the event/);
    expect(
      renamed(
        "| tstats count from datamodel=Endpoint.Processes by Processes.user | rename Processes.* AS * | table us‸er",
      ),
    ).toMatch(/^refused: “user” is made in line 1 by a command that does not name it/);
    expect(
      renamed(
        "| tstats count from datamodel=Endpoint.Processes by Processes.user | `drop_dm_object_name(Processes)` | table us‸er",
      ),
    ).toMatch(/^refused: “user” is made inside the macro that is called in line 1/);
    expect(renamed("index=x | eval ‸a=1 | table a b", "b")).toMatch(/^refused: The search uses the name “b” already/);
    expect(renamed("index=x | eval ‸a=1 | rename * AS x_*")).toMatch(/^refused: “\*” in line 1 takes in the field “a”/);
    expect(renamed("index=x | eval ‸usr=1 | fields usr*", "name")).toMatch(
      /^refused: “usr\*” in line 1 takes in “usr”/,
    );
    expect(renamed("index=x | eval ‸a=1 | `nobodys_macro(a)`")).toMatch(
      /^refused: The macro “nobodys_macro” in line 1/,
    );
    expect(renamed('index=x | eval ‸a=1 | map search="search b=$a$"')).toMatch(/^refused: A text in line 1 may mean/);
    expect(renamed("index=x [search index=y | eval ‸a=1 | fields a]")).toMatch(/^refused: “a” leaves the subsearch/);
    expect(renamed("index=x | eval ‸a=1", 'a"b')).toMatch(/^refused: A field's name cannot hold “"”/);
    expect(renamed(yamlRule("index=x\n| eval ‸a=1\n| rename * AS x_*"), "new", "rule.yml")).toMatch(/“\*” in line 7 /);
    expect(renamed('index=x | rex "(?<us‸r>x)"', "a b")).toMatch(/^refused: The group in line 1/);
  });

  it("offers the name without its quotes, and nothing where no field is", () => {
    const { analysis, text, cursor } = fixture("index=x | eval 'a b'=1 | where 'a‸ b'=1");
    const target = renameTarget(analysis, cursor);
    expect(target).toMatchObject({ name: "a b" });
    expect(target !== undefined && "span" in target ? text.slice(target.span.start, target.span.end) : "").toBe("a b");
    expect(renamed("index=x | ta‸ble a")).toBeUndefined();
  });
});
