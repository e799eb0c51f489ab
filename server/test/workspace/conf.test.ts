import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConf } from "#semantics/workspace/conf.ts";

const read = (text: string) =>
  parseConf(text).stanzas.map(({ name, settings }) => [
    name,
    Object.fromEntries(settings.map((s) => [s.key, s.value])),
  ]);

describe("a .conf file", () => {
  it("is stanzas of settings, with comments on lines of their own", () => {
    const text = "\uFEFF# top\nglobal = 1\n\n[one]\n  ; note\nkey = a = b # kept \n[two (x)]\r\nempty =\r\n";
    expect(read(text)).toEqual([
      ["default", { global: "1" }],
      ["one", { key: "a = b # kept" }],
      ["two (x)", { empty: "" }],
    ]);
    expect(parseConf(text).problems).toEqual([]);
  });

  it("goes on behind a backslash, comments and stanzas included", () => {
    expect(read("[s]\nsearch = a \\\n# b \\\r\n[c]\nnext = 1\nlast = x\\")).toEqual([
      ["s", { search: "a \n# b \n[c]", next: "1", last: "x\\" }],
    ]);
  });

  it("gives exact spans", () => {
    const text = "[ a b ]\n  key  =  one \\\n two  \n";
    const [stanza] = parseConf(text).stanzas;
    const at = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
    expect(at(stanza?.nameSpan)).toBe("a b");
    expect(at(stanza?.settings[0]?.keySpan)).toBe("key");
    expect(at(stanza?.settings[0]?.valueSpan)).toBe("one \\\n two");
    expect(stanza?.settings[0]?.value).toBe("one \n two");
  });

  it("notes open stanzas, repeated keys and stray lines, and reads the rest", () => {
    const text = "[open\na = 1\na = 2\nstray\n[ok]\nb = x \\ \n y z\nc = 3";
    const { problems } = parseConf(text);
    expect(problems.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
      ["conf/open-stanza", "[open"],
      ["conf/repeated-key", "a"],
      ["conf/stray-line", "stray"],
      ["conf/stray-line", "y z"],
    ]);
    expect(problems[3]?.message).toContain("blanks follow the backslash");
    expect(read(text)).toEqual([
      ["open", { a: "2" }],
      ["ok", { b: "x \\", c: "3" }],
    ]);
  });

  it("reads any text", () => {
    const part = fc.constantFrom("[", "]", "=", "\\", "\n", "\r\n", " ", "#", "a", "\\\n", "\uFEFF");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const { stanzas, problems } = parseConf(text);
        let last = 0;
        for (const { settings } of stanzas) {
          for (const { keySpan, valueSpan } of settings) {
            expect(keySpan.start).toBeGreaterThanOrEqual(last);
            expect(valueSpan.start).toBeGreaterThan(keySpan.end);
            expect(valueSpan.end).toBeGreaterThanOrEqual(valueSpan.start);
            last = valueSpan.end;
          }
        }
        for (const { span } of problems) expect(span.start <= span.end && span.end <= text.length).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
