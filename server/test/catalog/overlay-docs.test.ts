import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { expect, it } from "vitest";
import { withOverlay } from "#catalog/overlay.ts";
import { testCatalog } from "#test/support/catalog.ts";

it("the overlay shown in docs/catalog.md is valid and does what the page says", () => {
  const page = readFileSync(new URL("../../../docs/catalog.md", import.meta.url), "utf8");
  const yaml = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
  const { catalog, problems } = withOverlay(testCatalog, [{ source: "docs/catalog.md", value: load(yaml) }]);
  expect(problems).toEqual([]);
  expect(catalog.windows.event("Acme-Doors/Operational", 7)).toMatchObject({ title: "Door opened", fieldsKnown: true });
  expect(catalog.windows.event("Security", 4688)?.fields.at(-1)).toMatchObject({
    name: "TicketNumber",
    presence: "sometimes",
  });
  expect(catalog.macros.get("recent", 1)?.definition).toBe("earliest=-$span$");
  expect(catalog.enums.describe("Badge", "2")).toBe("staff");
});
