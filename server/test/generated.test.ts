import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("keeps everything derived current: indexes, reference pages, pages of checks, grammars, protocol", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
});
