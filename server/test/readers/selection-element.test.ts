import { describe, expect, it } from "vitest";
import { insertElement } from "#engine/capture-view/element-insertion.ts";
import { placesOf } from "#engine/capture-view/grid.ts";
import { elementLine, elementOf } from "#engine/capture-view/selection-element.ts";
import { nodeCatalog } from "#hosts/node/environment.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { decoded, RULE, rpc, shown } from "./decoded-capture.ts";
import { ascii, session } from "./make-capture.ts";

describe("an element of selected bytes", () => {
  it("is the known UUID, else the bytes, or the printable text", async () => {
    const { view } = shown("connection=tcp-0", await decoded(session()));
    const made = (from: number, to: number) => {
      const places = placesOf({ start: from, end: to });
      const [first, last] = [places[0], places.at(-1)];
      const selected = view.selected(
        { line: 1 + (first?.row ?? 0), column: first?.hex.start ?? 0 },
        { line: 1 + (last?.row ?? 0), column: last?.hex.end ?? 0 },
      );
      const element = elementOf(selected?.bytes ?? new Uint8Array(), false, rpc);
      return "refused" in element ? element.refused : elementLine(element);
    };
    expect(made(0, 3)).toBe("bytes: '05 00 0b'");
    expect(made(32, 48)).toContain("uuid: 9556dc99-828c-11cf-a37e-00aa003240c7 # 99 dc 56 95");
    expect(made(33, 49)).toMatch(/^bytes: /);
    expect(elementOf(Uint8Array.from(ascii("a*\u0001'")), true, rpc)).toEqual({
      key: "printable",
      value: "'*a\\*''*'",
    });
    expect(elementOf(new Uint8Array(513), false, rpc)).toHaveProperty("refused");
  });

  it("is of one section", async () => {
    const { view } = shown("connection=tcp-0", await decoded(session()));
    const [, second] = view.sections;
    expect(view.selected({ line: 1, column: 10 }, { line: (second?.line ?? 0) + 1, column: 20 })).toBeNull();
    expect(view.selected({ line: 0, column: 0 }, { line: 0, column: 5 })).toBeNull();
  });

  it("goes behind the last element of a rule and can be read there", () => {
    const insertion = insertElement(RULE, { key: "bytes", value: "'05 00'" });
    const { at = 0, text = "" } = insertion ?? {};
    const after = RULE.slice(0, at) + text + RULE.slice(at);
    const { elements } = readSignatures(parseSignatureRule(after), nodeCatalog());
    expect(elements.map(({ element }) => element.name)).toEqual(["wmi", "letters", "chain", "selected"]);
    expect(insertElement(after, { key: "bytes", value: "'05 00'" })?.name).toBe("selected2");
    expect(insertElement("title: t\n", { key: "bytes", value: "'05 00'" })).toBeNull();
    expect(insertElement("signatures: { a: { bytes: '05' } }\n", { key: "bytes", value: "'06'" })).toBeNull();
  });
});
