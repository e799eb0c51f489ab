import { describe, expect, it } from "vitest";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { parseSpl } from "./parser.ts";
import { printNode, printSpl } from "./print.ts";
import { sameTree } from "./same-tree.ts";

function print(text: string): string {
  const parsed = parseSpl(text, testVocabulary);
  const printed = printSpl(parsed);
  expect(sameTree(parsed.tree, parseSpl(printed, testVocabulary).tree), printed).toBe(true);
  return printed;
}

describe("printSpl", () => {
  it.each([
    ["a  =1   AND b  OR (c) NOT d", "a=1 AND b OR (c) NOT d"],
    ['x "y z" a IN(1 2,"3") ```why``` earliest = -1d', 'x "y z" a IN (1, 2, "3") earliest=-1d'],
    ["x|stats count , sum( a )as b  by c ,d|table e,f g", "x | stats count, sum(a) AS b by c, d | table e, f g"],
    ["x|eval a=if(b=1,\"c\",'d e')+-1,f=!g", "x | eval a = if(b = 1, \"c\", 'd e') + -1, f = NOT g"],
    ["x|where a==1 AND b<>2 OR c not in(1,2)", "x | where a = 1 AND b != 2 OR c NOT IN (1, 2)"],
    ["x|rename a as b,c->d|sort - a,b,+num(c)", "x | rename a as b, c -> d | sort -a, -b, num(c)"],
    ["x|join type=left a[search b|table a]", "x | join type=left a [search b | table a]"],
    [
      "|tstats count from datamodel=M.D where a=1 by b _time span=1h",
      "| tstats count from datamodel=M.D where a=1 by b _time span=1h",
    ],
    [
      "x|chart limit=5 sum(a) by b span=1h c where count in top5",
      "x | chart limit=5 sum(a) by b span=1h c where count in top5",
    ],
    ["x|lookup t a AS b OUTPUT c|convert ctime(a)as b", "x | lookup t a AS b OUTPUT c | convert ctime(a) AS b"],
    ['x|`m(1)` y|regex a!="b"|bin span = 1h _time', 'x | `m(1)` y | regex a!="b" | bin span=1h _time'],
    ["x|stats count(eval(a=1))AS n sparkline(avg(b),1h)", "x | stats count(eval(a=1)) AS n sparkline(avg(b), 1h)"],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(print(text)).toBe(expected);
    expect(print(expected)).toBe(expected);
  });

  it("prints one node", () => {
    const parsed = parseSpl("x|where a=1   OR  b", testVocabulary);
    const [condition] = parsed.tree.stages[1]?.parts ?? [];
    expect(condition === undefined ? "" : printNode(parsed, condition)).toBe("a = 1 OR b");
  });
});
