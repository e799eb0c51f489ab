import { describe, expect, it } from "vitest";
import { signatureHelp } from "#ide/signature-help.ts";
import { fixture, markdownRule, yamlRule } from "./support.ts";

/** The label with the active parameter in «…». */
function help(marked: string, asked = false, file?: string): string | undefined {
  const { analysis, cursor } = fixture(marked, file);
  const found = signatureHelp(analysis, cursor, asked);
  if (found === undefined) return undefined;
  const { label, parameters, active } = found;
  const at = parameters[active];
  return at === undefined
    ? label
    : `${label.slice(0, at.start)}«${label.slice(at.start, at.end)}»${label.slice(at.end)}`;
}

describe("signature help", () => {
  it("shows the eval function around the cursor and its parameter", () => {
    expect(help("index=x | eval a=substr(user, ‸")).toBe("substr(text, «start», [length]) → string");
    expect(help("index=x | where like(‸user, b)")).toMatch(/^like\(«/);
  });

  it("takes the innermost call and steps over closed ones", () => {
    expect(help('index=x | eval a=if(match(user, "a,b"), lower(b), ‸')).toBe("if(condition, then, «else») → any");
    expect(help("index=x | eval a=if(isnull(us‸er), 1, 2)")).toMatch(/^isnull\(«/);
  });

  it("takes repeating parameters in turn", () => {
    const third = help('index=x | eval a=case(a=1, "x", ‸');
    expect(third).toBe(help("index=x | eval a=case(‸"));
    expect(help('index=x | eval a=case(a=1, "x", b=2, ‸')).toBe(help("index=x | eval a=case(a=1, ‸"));
    expect(third).not.toBe(help("index=x | eval a=case(a=1, ‸"));
  });

  it("tells aggregations from functions of the same name", () => {
    expect(help("index=x | stats max(‸")).toBe("max(«field») → any");
    expect(help("index=x | eval a=max(‸")).not.toBe("max(«field») → any");
    expect(help("index=x | stats count(eval(max(‸")).toBe(help("index=x | eval a=max(‸"));
  });

  it("shows a command's option while its value is written, all of the command when asked", () => {
    expect(help("index=x | rex field=‸")).toMatch(/^rex .*«field=<field>»/);
    expect(help("index=x | head ‸")).toBeUndefined();
    expect(help("index=x | head ‸", true)).toMatch(/^head /);
    expect(help("index=x EventCode=‸")).toBeUndefined();
  });

  it("shows the arguments of a macro", () => {
    expect(help("index=x | `drop_dm_object_name(‸`")).toMatch(/^`drop_dm_object_name\(«\w+»\)`$/);
  });

  it("holds in hosts and subsearches", () => {
    expect(help(yamlRule("index=x\n| eval a=lower(‸user)"), false, "rule.yml")).toBe("lower(«text») → string");
    expect(help(markdownRule("index=x [search y | eval a=lower(‸]"), false, "rule.md")).toBe("lower(«text») → string");
  });
});
