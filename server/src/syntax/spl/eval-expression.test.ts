import { describe, expect, it } from "vitest";
import { show } from "#test/support/show-tree.ts";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { parseEvalExpression } from "./parser.ts";

function tree(text: string): string {
  return show(parseEvalExpression(text, testVocabulary).tree);
}

function codes(text: string): readonly string[] {
  return parseEvalExpression(text, testVocabulary).problems.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
}

describe("eval expressions", () => {
  it.each([
    ["a OR b AND c", "(or a (and b c))"],
    ["a XOR b OR c", "(xor a (or b c))"],
    ["NOT a=1 AND b=2", "(and (not (= a 1)) (= b 2))"],
    ["not a and b", "(and (not a) b)"],
    ["!isnull(a) AND b", "(and (not isnull(a)) b)"],
    ["a+b*c-d", "(- (+ a (* b c)) d)"],
    ["a+b.c", "(. (+ a b) c)"],
    ["-a*b", "(* (- a) b)"],
    ["a - -1", "(- a (- 1))"],
    ["a==b", "(= a b)"],
    ["a<>b", "(!= a b)"],
    ["a.b", "(. a b)"],
    ["a.5", "(. a 5)"],
    ['"x".5', '(. "x" 5)'],
    ["1.5+.5", "(+ 1.5 0.5)"],
    ["1e3", "1000"],
    ['a LIKE "x%" OR b like c', '(or (like a "x%") (like b c))'],
    ['a IN (1, "b", c)', '(in a 1 "b" c)'],
    ["NOT a IN (b)", "(not (in a b))"],
    ["a NOT IN (b)", "(not-in a b)"],
    ["in(a, 1)", "in(a, 1)"],
    ["like(a, b)", "like(a, b)"],
    ["IF (a=1, \"x\", 'b c')", "if((= a 1), \"x\", 'b c')"],
    ["case(a, 1, true(), 2)", "case(a, 1, true(), 2)"],
    ["now()", "now()"],
    ["'a|b'", "'a|b'"],
    ["tag::x . user.y{}", "(. (. tag::x user) y{})"],
    ["$tok$ + <<FIELD>>_x", "(+ $tok$ <<FIELD>>_x)"],
    ["((a))", "((a))"],
    ["[search x | table y]", "[term search expression: x | table fields: y]"],
    ["`m` AND `n(1)`", "(and `m` `n(1)`)"],
    ["a=1 `and_more`", "(and (= a 1) `and_more`)"],
    ["größe>1", "(> größe 1)"],
  ])("%s", (text, expected) => {
    expect(tree(text)).toBe(expected);
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ['"a\\nb\\t\\"c\\\\d\\x"', 'a\nb\t"c\\d\\x'],
    ['"\\\\\\\\"', "\\\\"],
    ['"C:\\\\windows\\temp"', "C:\\windows\temp"],
    ['"\\d+"', "\\d+"],
  ])("undoes the escapes of %s", (text, value) => {
    expect(parseEvalExpression(text, testVocabulary).tree).toMatchObject({ kind: "string", value });
  });

  it.each([
    ['a="x" b="y"', '(and (= a "x") (= b "y"))', ["E-OP b"]],
    ["a +", "(+ a ?eval-expression)", ["E-TERM +"]],
    ["a *", "(* a ?eval-expression)", ["E-FACTOR *"]],
    ["a AND", "(and a ?eval-expression)", ["E-ANDTERM AND"]],
    ["a OR", "(or a ?eval-expression)", ["E-ORTERM OR"]],
    ["a =", "(= a ?eval-expression)", ["E-CMPTERM ="]],
    ["AND a", "(and ?eval-expression a)", ["E-ANDTERM AND"]],
    ["NOT", "(not ?eval-expression)", ["E-TERM NOT"]],
    ["(a+1", "((+ a 1))", ["E-EXPECTED ("]],
    ["f(a, b", "f(a, b)", ["E-EXPECTED ("]],
    ["f(a b)", "f(a, b)", ["E-OP b"]],
    ["f(a,,b)", "f(a, ?eval-expression, b)", ["E-TERM ,"]],
    ["f(a,)", "f(a, ?eval-expression)", ["E-TERM )"]],
    ["a)", "a", ["E-MALFORMED )"]],
    ["a=1, b=2", "(and (= a 1) (= b 2))", ["E-MALFORMED ,"]],
    ["(a, b)", "(a)", ["E-EXPECTED ,"]],
    ["a=b=c", "(= (= a b) c)", ["E-OP ="]],
    ["1.2.3", "0", ["E-NUM 1.2.3"]],
    ["5m", "0", ["E-NUM 5m"]],
    ["a & b", "(and a b)", ["E-CHAR &"]],
    ["a # b", "(and a b)", ["E-CHAR #"]],
    ["a IN b", "(and (in a ?eval-expression) b)", ["E-EXPECTED IN", "E-OP b"]],
    ["a IN ()", "(in a )", ["E-MALFORMED ()"]],
    ["a NOT LIKE b", "(not (like a b))", ["E-OP NOT"]],
    ["'a", "'a'", ["E-QUOTES 'a"]],
    ["", "?eval-expression", ["E-TERM "]],
  ])("mends: %s", (text, expected, problems) => {
    expect(tree(text)).toBe(expected);
    expect(codes(text)).toEqual(problems);
  });

  it("offers the missing parenthesis behind what was read", () => {
    const [problem] = parseEvalExpression("(a+1 ", testVocabulary).problems;
    expect(problem?.fix?.edits).toEqual([{ span: { start: 4, end: 4 }, text: ")" }]);
  });
});
