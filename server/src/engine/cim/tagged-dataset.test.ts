import { expect, test } from "vitest";
import { Row } from "#events/row.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { taggedDataset } from "./tagged-dataset.ts";

const belongs = (model: string, dataset: string | undefined, fields: Record<string, string | readonly string[]>) =>
  taggedDataset(testCatalog, model, dataset)?.map(Row.of(fields)) != null;

test("tags and index decide", () => {
  expect(belongs("Updates", undefined, { tag: ["status", "update"] })).toBe(true);
  expect(belongs("Updates", undefined, { tag: "update" })).toBe(false);
  expect(belongs("Risk", "All_Risk", { index: "Risk" })).toBe(true);
  expect(belongs("Risk", "All_Risk", { index: "main" })).toBe(false);
});

test("a child needs what its parents need, and its own values", () => {
  const high = { tag: ["vulnerability", "report"], severity: "critical" };
  expect(belongs("Vulnerabilities", "High_Critical_Vulnerabilities", high)).toBe(true);
  expect(belongs("Vulnerabilities", "High_Critical_Vulnerabilities", { ...high, severity: "low" })).toBe(false);
  expect(belongs("Vulnerabilities", "High_Critical_Vulnerabilities", { severity: "high" })).toBe(false);
});

test("fields keep the root's name in front, and the note says what is needed", () => {
  const view = taggedDataset(testCatalog, "Certificates", "All_Certificates.SSL");
  expect([view?.dataset, view?.ancestors]).toEqual(["All_Certificates", ["SSL"]]);
  expect(view?.note).toContain("tag=certificate (tag=ssl OR tag=tls)");
});

test("an unknown model, and one with several roots", () => {
  expect(taggedDataset(testCatalog, "No_Such_Model", undefined)).toBeUndefined();
  expect(taggedDataset(testCatalog, "Endpoint", undefined)).toBeUndefined();
});
