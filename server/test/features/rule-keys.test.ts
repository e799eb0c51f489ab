import { describe, expect, it } from "vitest";
import { complete } from "#ide/completion/complete.ts";
import { fixture } from "./support.ts";

/** Texts that are inserted at the mark, the likeliest first. */
function inserted(marked: string): readonly string[] {
  const { analysis, cursor } = fixture(marked, "wmi.rule.yml");
  return (complete(analysis, cursor)?.items ?? []).map(({ insert }) => insert);
}

const HEAD = `name: WMI
attack:
  techniques: [T1047]
analytics:
  - name: wmic starts
    query: index=main
`;

describe("completion of keys in a rule file", () => {
  it("offers the keys of the file that are not written above", () => {
    const keys = inserted(`${HEAD}‸`);
    expect(keys).toContain("tests:");
    expect(keys).not.toContain("name: ");
    expect(keys).not.toContain("min: ");
  });

  it("offers the keys of the mapping that the indentation says", () => {
    expect(inserted(`${HEAD}tests:\n  - ‸`)[0]).toBe("name: ");
    expect(inserted(`${HEAD}tests:\n- name: a\n  expect:\n    ma‸`)).toContain("matches:");
    expect(inserted(`${HEAD}tests:\n  - name: a\n    expect:\n      matches:\n        ‸`)).toEqual([
      "min: ",
      "max: ",
      "exact: ",
    ]);
    expect(inserted(`${HEAD}    ‸`)).toContain("samples:");
  });

  it("replaces what is typed of the key", () => {
    const { analysis, cursor } = fixture(`${HEAD}stat‸`, "wmi.rule.yml");
    expect(complete(analysis, cursor)?.span).toEqual({ start: HEAD.length, end: HEAD.length + 4 });
  });

  it("offers the values that a key may have, and the file's analytics in tests", () => {
    expect(inserted(`${HEAD}status: ‸`)).toEqual(["experimental", "test", "stable", "production", "deprecated"]);
    expect(inserted(`${HEAD}tests:\n  - name: a\n    analytic: w‸`)).toEqual(["wmic starts"]);
  });

  it("offers no keys inside a text or below a key that the format does not have", () => {
    expect(inserted(`${HEAD}description: |\n  ‸`)).toEqual([]);
    expect(inserted(`${HEAD}other:\n  ‸`)).toEqual([]);
  });
});
