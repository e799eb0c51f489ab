import { describe, expect, it } from "vitest";
import { splDialect } from "#languages/spl/dialect.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { typeProblems } from "./types.ts";

function codes(stage: string): readonly string[] {
  const text = `x | ${stage}`;
  const { tree } = parseSpl(text, vocabularyOf(splDialect));
  return typeProblems(tree, splDialect).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

describe("typeProblems", () => {
  it.each([
    'where a="x" AND isnull(b)',
    'where NOT like(a, "x%") OR match(b, c)',
    "where if(a=1, b, c)",
    "where true()",
    'eval a="x".1, b=c+"y", d=e+1, f="g"+"h", g=1+2',
    'eval a=if(b=1, "x", 2), c=case(d>1, "e", true(), "f"), g=coalesce(h, i, 1)',
    "eval a=tostring(b=1)",
    "eval a=-b, c=-1*2",
    'stats count(eval(a="x")) AS n',
    "where a=1 AND `m`",
    "eval a=if(`m`)",
    "head (a<3)",
    'where searchmatch("a=1")',
  ])("accepts %s", (stage) => {
    expect(codes(stage)).toEqual([]);
  });

  it.each([
    ["eval a=b>1", ["E-BOOLASSIGN b>1"]],
    ["eval a=(isnull(b))", ["E-BOOLASSIGN (isnull(b))"]],
    ["eval a=NOT b=1", ["E-BOOLASSIGN NOT b=1"]],
    ["where a", ["E-WHEREBOOL a"]],
    ["where (a+1)", ["E-WHEREBOOL (a+1)"]],
    ["where len(a)", ["E-WHEREBOOL len(a)"]],
    ['where "a"', ['E-WHEREBOOL "a"']],
    ["head (5+1)", ["E-HEAD (5+1)"]],
    ['eval a="b"+1', ["E-PLUSTYPES +"]],
    ['eval a=b-"c"', ["E-NUMONLY -"]],
    ["eval a=lower(b)*2", ["E-NUMONLY *"]],
    ['eval a=-"b"', ["E-NUMONLY -"]],
    ['where "a">1', ["E-DIFFTYPES >"]],
    ['where len(a)="5"', ["E-DIFFTYPES ="]],
    ['where a="x" OR "y"', ["E-BOOLONLY OR"]],
    ["where NOT 1", ["E-BOOLONLY NOT"]],
    ['eval a="b".(c=1)', ["E-CONCAT ."]],
    ["eval a=lowr(b)", ["E-FUNCUNKNOWN lowr"]],
    ["eval a=if(b=1, 2)", ["E-FUNCARGS if"]],
    ["eval a=case(b=1, 2, 3)", ["E-FUNCARGS case"]],
    ['eval a=if("b", 1, 2)', ["E-FUNCARGS if"]],
    ["eval a=len(b, c)", ["E-FUNCARGS len"]],
  ])("reports %s", (stage, expected) => {
    expect(codes(stage)).toEqual(expected);
  });

  it("suggests the nearest function, and stats for an aggregation", () => {
    const problems = (text: string) => typeProblems(parseSpl(text, vocabularyOf(splDialect)).tree, splDialect);
    expect(problems("x | eval a=lowr(b)")[0]?.fix?.edits).toEqual([{ span: { start: 11, end: 15 }, text: "lower" }]);
    expect(problems("x | eval a=values(b)")[0]?.help).toContain("aggregation");
  });
});
