import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CATALOG_SUBJECTS } from "#catalog/catalog.ts";
import { nodeCatalogAssets } from "#hosts/node/assets.ts";
import { shared } from "#test/support/shared.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const raw = shared("catalog");

describe("the catalog's data", () => {
  it.skipIf(raw === undefined)("is what the generator makes of the raw files", () => {
    const script = path.join(root, "scripts/catalog/build.mjs");
    const run = spawnSync(process.execPath, [script, raw ?? "", "--check"], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
  });

  it("is found and read by the Node host", () => {
    const assets = nodeCatalogAssets();
    for (const subject of CATALOG_SUBJECTS) expect(assets.load(subject)).toHaveProperty("header.subject", subject);
  });

  it("has no other files, and its notices are in NOTICE", () => {
    const folder = path.join(root, "server/src/catalog/data");
    expect(readdirSync(folder).sort()).toEqual(CATALOG_SUBJECTS.map((subject) => `${subject}.json`).sort());
    const notice = path.join(root, "NOTICE");
    expect(existsSync(notice)).toBe(true);
    const text = readFileSync(notice, "utf8").replace(/\s+/g, " ");
    expect(text).toContain(
      "The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.",
    );
    for (const subject of CATALOG_SUBJECTS) {
      const { header } = JSON.parse(readFileSync(path.join(folder, `${subject}.json`), "utf8"));
      for (const source of header.source as string[]) {
        const repository = /^[\w.-]+\/[\w.-]+(?=[ ,])/.exec(source)?.[0];
        if (repository !== undefined) expect(text, source).toContain(repository);
      }
    }
  });
});
