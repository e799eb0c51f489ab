import { describe, expect, it } from "vitest";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { parseSpl } from "./parser.ts";
import { children, pathAt, stageAt, walk } from "./path.ts";

const text = "a=1 | eval b=if(c>1, d, 2) | join e [search f=g | table h ] | stats count by i ";
const { tree } = parseSpl(text, testVocabulary);

function kinds(offset: number): string {
  return pathAt(tree, offset)
    .map(({ kind }) => kind)
    .join(" ");
}

describe("pathAt", () => {
  it("gives the chain around an offset", () => {
    expect(kinds(text.indexOf("c>1"))).toBe("pipeline stage assignment call binary field-expr");
    expect(kinds(text.indexOf("g |"))).toBe("pipeline stage subsearch pipeline stage search-compare search-value");
    expect(kinds(0)).toBe("pipeline stage search-compare field");
  });

  it("counts the spaces behind a stage to it", () => {
    expect(kinds(text.length)).toBe("pipeline stage");
    expect(stageAt(tree, text.length)?.command).toBe("stats");
    expect(stageAt(tree, 4)?.command).toBe("search");
    expect(stageAt(tree, 5)?.command).toBe("eval");
    expect(kinds(text.indexOf(" ] |") + 1)).toBe("pipeline stage subsearch pipeline stage");
  });

  it("is outside of a subsearch at its brackets' outer edges", () => {
    const open = text.indexOf("[");
    expect(kinds(open)).toBe("pipeline stage");
    expect(kinds(open + 1)).toBe("pipeline stage subsearch pipeline stage");
    expect(kinds(text.indexOf("] |") + 1)).toBe("pipeline stage");
  });
});

describe("walk", () => {
  it("visits parents first, in the order of the text, and skips what it is told to", () => {
    const seen: string[] = [];
    walk(tree, (node) => {
      seen.push(node.kind);
      return node.kind !== "call" && node.kind !== "subsearch";
    });
    expect(seen.join(" ")).toBe(
      "pipeline stage search-compare field search-value stage assignment field call stage field subsearch stage aggregation field",
    );
  });

  it("gives children in the order of the text", () => {
    walk(tree, (node) => {
      const starts = children(node).map(({ span }) => span.start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    });
  });
});
