import { expect, it } from "vitest";
import { means } from "./condition-words.ts";

const several = (text: string, name: string) => means({ text, several: true }, name);

it("a pattern means the selections whose names fit, however many stars it has", () => {
  expect(several("sel*", "selection")).toBe(true);
  expect(several("*a*n", "selection")).toBe(false);
  expect(several("s?l*", "selection")).toBe(true);
  expect(several("them", "_hidden")).toBe(false);
  expect(several(`${"*".repeat(60)}x`, "selection_of_processes_by_parent")).toBe(false);
  expect(several(`${"*".repeat(60)}?x`, "selection_of_processes_by_parent")).toBe(false);
});
