import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CATALOG_SUBJECTS } from "./catalog.ts";
import { validate } from "./schema.ts";

function data(subject: string): unknown {
  return JSON.parse(readFileSync(new URL(`./data/${subject}.json`, import.meta.url), "utf8"));
}

describe("committed data", () => {
  for (const subject of CATALOG_SUBJECTS) {
    it(`${subject}.json has the shape that the product expects`, () => {
      expect(validate(subject, data(subject)).slice(0, 5)).toEqual([]);
    });
  }
});
