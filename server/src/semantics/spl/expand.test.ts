import { describe, expect, it } from "vitest";
import { toHost } from "#base/source-map.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { MacroDefinition } from "../environment.ts";
import { type EvaluateConstant, type ExpansionContext, expandMacros } from "./expand.ts";

/** Macros written `name(a,b)` with their definitions. */
function context(
  macros: Readonly<Record<string, string | Partial<MacroDefinition>>>,
  inQuotes = false,
): ExpansionContext {
  const table = new Map<string, MacroDefinition>();
  for (const [head, value] of Object.entries(macros)) {
    const [name = "", list] = head.replace(")", "").split("(");
    const names = list === undefined || list === "" ? [] : list.split(",");
    const own = typeof value === "string" ? { definition: value } : value;
    table.set(`${name}/${names.length}`, { name, arguments: names, definition: "", isEval: false, ...own });
  }
  return {
    dialect: splDialect,
    macros: (name, arity) => table.get(`${name}/${arity}`),
    macroArities: (name) =>
      [...table.keys()].flatMap((key) => (key.startsWith(`${name}/`) ? [Number(key.split("/")[1])] : [])),
    settings: { ...DEFAULT_SETTINGS, macrosInQuotes: inQuotes },
  };
}

function expand(text: string, macros: Parameters<typeof context>[0], evaluate?: EvaluateConstant): string {
  return expandMacros(text, context(macros), evaluate === undefined ? {} : { evaluate }).text;
}

function codes(text: string, macros: Parameters<typeof context>[0], evaluate?: EvaluateConstant): readonly string[] {
  const { problems } = expandMacros(text, context(macros), evaluate === undefined ? {} : { evaluate });
  return problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

describe("expandMacros", () => {
  it.each([
    ["`m` a=1", { m: "index=x" }, "index=x a=1"],
    ["x | `m(t)` | y", { "m(f)": "eval $f$=1 | fields - $f$" }, "x | eval t=1 | fields - t | y"],
    ['`m("a b", c)`', { "m(x,y)": "$y$:$x$ $z$" }, "c:a b $z$"],
    ["`m(1)` `m` `m(1,2)`", { m: "zero", "m(a)": "one $a$", "m(a,b)": "two" }, "one 1 zero two"],
    ["`m(y=1, x=2)`", { "m(x,y)": "$x$-$y$" }, "2-1"],
    ["`m(a=1)`", { "m(x)": "[$x$]" }, "[a=1]"],
    ["`m()`", { m: "x" }, "x"],
    ['`m("f(1,2)", g(3,4))`', { "m(a,b)": "$a$ $b$" }, "f(1,2) g(3,4)"],
    ["`a`", { a: "1 `b(2)` 3", "b(x)": "<$x$ `c`>", c: "!" }, "1 <2 !> 3"],
    ['`m("`n`")`', { "m(x)": "$x$", n: "y" }, "y"],
    ["`unknown` `m`", { m: "x" }, "`unknown` x"],
    ['a="`m`" ```c `m` ``` `m`', { m: "x" }, 'a="`m`" ```c `m` ``` x'],
    ['x | map search="search `m` y=$y$"', { m: 'a="b"' }, 'x | map search="search a=\\"b\\" y=$y$"'],
    ["x | `m`", { m: "| stats count" }, "x |  stats count"],
    ["`m`", { m: "| tstats count" }, "| tstats count"],
    ["x | `m` | y", { m: "" }, "x | search * | y"],
    ["x `m` | y", { m: "" }, "x  | y"],
    ["[search x | `m`]", { m: " " }, "[search x | search *]"],
  ])("%s", (text, macros, expected) => {
    expect(expand(text, macros)).toBe(expected);
  });

  it("expands within double quotes when the setting says so", () => {
    expect(expandMacros('a="`m`"', context({ m: "x" }, true)).text).toBe('a="x"');
  });

  it("maps a body to its call and everything else to its own place", () => {
    const text = "ab `m` cd";
    const { text: expanded, map } = expandMacros(text, context({ m: "long body" }));
    const host = (part: string) => {
      const start = expanded.indexOf(part);
      return toHost(map, { start, end: start + part.length });
    };
    expect(host("body")).toEqual({ start: 3, end: 6 });
    expect(host("ab")).toEqual({ start: 0, end: 2 });
    expect(host("cd")).toEqual({ start: 7, end: 9 });
    expect(host("b long body c")).toEqual({ start: 1, end: 8 });
  });

  it("lists every call with the macros that led to it", () => {
    const { calls } = expandMacros("x `a` `u(1)`", context({ a: "`b`", b: "c" }));
    expect(
      calls.map(({ name, arity, chain, definition, span }) => [name, arity, chain, definition !== undefined, span]),
    ).toEqual([
      ["a", 0, [], true, { start: 2, end: 5 }],
      ["b", 0, ["a(0)"], true, { start: 2, end: 5 }],
      ["u", 1, [], false, { start: 6, end: 12 }],
    ]);
  });

  it("reports arguments that do not fit", () => {
    expect(codes("`m(1,2)`", { "m(a)": "x", "m(a,b,c)": "y" })).toEqual(["E-MACROARGS `m(1,2)`"]);
    expect(expandMacros("`m(1,2)`", context({ "m(a)": "x", "m(a,b,c)": "y" })).problems[0]?.help).toBe(
      "'m' is defined with 1 argument or 3 arguments.",
    );
    expect(codes("`m(a=1,a=2)`", { "m(a,b)": "x" })).toEqual(["E-MACROARGS `m(a=1,a=2)`"]);
    expect(codes("`nobody`", {})).toEqual([]);
  });

  it("refuses recursion and endless growth", () => {
    expect(codes("`a`", { a: "x `b`", b: "y `a`" })).toEqual(["E-MACRODEPTH `a`"]);
    expect(expand("`a`", { a: "x `b`", b: "y `a`" })).toBe("x y `a`");
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`m${i}`, `\`m${i + 1}\` \`m${i + 1}\` ${"x".repeat(100)}`]),
    );
    const { problems, text } = expandMacros("`m0`", context({ ...doubling, m60: "y" }));
    expect(problems.some(({ code }) => code === "E-MACROSIZE")).toBe(true);
    expect(text.length).toBeLessThan(2_000_000);
  });

  it("evaluates eval macros and validations through the caller", () => {
    const evaluate: EvaluateConstant = (text) => (text === '"a"."b"' ? "ab" : text === "1>2" ? false : text === "2>1");
    expect(expand("`m(b)`", { "m(x)": { definition: '"a"."$x$"', isEval: true } }, evaluate)).toBe("ab");
    expect(codes("`m(b)`", { "m(x)": { definition: '"a"."$x$"', isEval: true } })).toEqual(["E-MACROEVAL `m(b)`"]);
    const checked = { "m(x)": { definition: "v=$x$", validation: "$x$>$y$", errorMessage: "x is too small" } };
    const validating: EvaluateConstant = (text) => text !== "1>$y$";
    expect(expandMacros("`m(1)`", context(checked), { evaluate: validating }).problems[0]).toMatchObject({
      code: "E-MACROVAL",
      message: "x is too small",
    });
    expect(expand("`m(2)`", checked, validating)).toBe("v=2");
  });

  it("leaves a text without macros alone", () => {
    expect(expandMacros("a | b", context({}))).toMatchObject({ text: "a | b", calls: [], problems: [] });
  });
});
