import { describe, expect, it } from "vitest";
import { show } from "#test/support/show-tree.ts";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { parseSearchExpression } from "./parser.ts";

function tree(text: string): string {
  return show(parseSearchExpression(text, testVocabulary).tree);
}

function codes(text: string): readonly string[] {
  return parseSearchExpression(text, testVocabulary).problems.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
}

describe("search expressions", () => {
  it.each([
    // Parentheses, NOT, OR, AND: OR binds tighter than AND.
    ["A=1 AND B=2 OR C=3", "(and A=1 (or B=2 C=3))"],
    ["error NOT 403 OR 404", "(and error (or (not 403) 404))"],
    ["a OR b c OR d", "(and (or a b) (or c d))"],
    ["(a AND b) OR c", "(or ((and a b)) c)"],
    ["NOT NOT a", "(not (not a))"],
    ["NOT (a OR b)", "(not ((or a b)))"],
    ["a and b or c", "(and a and b or c)"],
    ["", "?search-expression"],
  ])("%s", (text, expected) => {
    expect(tree(text)).toBe(expected);
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ["a = b", "a=b"],
    ["a!=1 b<2 c<=3 d>4 e>=5 f==6", "(and a!=1 b<2 c<=3 d>4 e>=5 f=6)"],
    ['"result.status" IN ("POLICY", x)', '(in "result.status" "POLICY" x)'],
    ['"resources{}.ip"=*', '"resources{}.ip"=*'],
    ["a IN (1 2,3*)", "(in a 1 2 3*)"],
    ["a in (x)", "(in a x)"],
    ["a NOT IN (x, y)", "(not-in a x y)"],
    ["NOT a IN (x)", "(not (in a x))"],
    ["a IN (`list`, b)", "(in a `list` b)"],
    ["in", "in"],
    ['a="b \\"c\\" \\d\\\\e"', 'a="b "c" \\d\\e"'],
    ["a=C:\\Windows\\*.exe", "a=C:\\Windows\\*.exe"],
    ["process=*GetCurrent()* b", "(and process=*GetCurrent()* b)"],
    ['_time >= relative_time(now(), "-10m@m")', '_time>=relative_time(now(), "-10m@m")'],
    ["url=http://x/?a=b&c=d e", "(and url=http://x/?a=b&c=d e)"],
    ["a=b,c=d", "(and a=b c=d)"],
    ["user=CASE(Bob) src=TERM(10.0.0.1)", "(and user=CASE<Bob> src=TERM<10.0.0.1>)"],
    ["TERM(a.b) Case(x)", "(and TERM<a.b> CASE<x>)"],
    ["a=[search b | return c]", "a=[term search expression: b | unknown:return rest: c]"],
    ["a=`m` `n(1)`", "(and a=`m` `n(1)`)"],
    ["'a b'=c", "(and 'a b'=c)"],
    ["a=-1 b=*", "(and a=-1 b=*)"],
    ['a=""', 'a=""'],
    ["tag::host=x", "tag::host=x"],
    ["foo!bar", "foo!bar"],
  ])("reads comparisons: %s", (text, expected) => {
    expect(tree(text)).toBe(expected);
  });

  it.each([
    ["earliest=-24h@h latest<@d", "(and @earliest=-24h@h @latest<@d)"],
    ['earliest="01/02/2024:00:00:00"', '@earliest="01/02/2024:00:00:00"'],
    ["latest=now()", "@latest=now()"],
    ["_index_earliest=-1h", "@_index_earliest=-1h"],
    ["daysago=2", "@daysago=2"],
  ])("reads time terms: %s", (text, expected) => {
    expect(tree(text)).toBe(expected);
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ["a=", "a=?value", ["E-COMPRIGHT ="]],
    ["=x", "?field=x", ["E-COMPLEFT ="]],
    ["a= b=1", "(and a=?value b=1)", ["E-COMPRIGHT ="]],
    ["a=OR b", "(or a=?value b)", ["E-COMPRIGHT ="]],
    ["a=(b OR c)", "(and a=?value ((or b c)))", ["E-COMPRIGHT ="]],
    ["a AND", "(and a ?search-expression)", ["E-ANDTERM AND"]],
    ["AND a", "(and ?search-expression a)", ["E-ANDTERM AND"]],
    ["a AND AND b", "(and a ?search-expression b)", ["E-ANDTERM AND"]],
    ["a OR", "(or a ?search-expression)", ["E-ORTERM OR"]],
    ["OR a", "(or ?search-expression a)", ["E-ORTERM OR"]],
    ["NOT", "(not ?search-expression)", ["E-TERM NOT"]],
    ["(a OR b", "((or a b))", ["E-PARENS ("]],
    ["a) b", "(and a b)", ["E-PARENS )"]],
    ["a IN (1, 2", "(in a 1 2)", ["E-PARENS ("]],
    ["a IN ()", "(in a )", ["E-COMPRIGHT ("]],
    ["TERM(a b=1", "TERM<a b=1>", ["E-PARENS ("]],
    ['a="b', 'a="b"', ['E-QUOTES "b']],
    ["a ] b", "(and a b)", ["E-BRCLOSE ]"]],
    ["a `x", "(and a `x`)", ["E-TICK `x"]],
  ])("mends: %s", (text, expected, problems) => {
    expect(tree(text)).toBe(expected);
    expect(codes(text)).toEqual(problems);
  });

  it("gives the spans of operators, implied ones undefined", () => {
    const { tree: node } = parseSearchExpression("a b AND c", testVocabulary);
    expect(node.kind === "search-and" && node.operators).toEqual([undefined, { start: 4, end: 7 }]);
  });
});
