import path from "node:path";
import { expect, it } from "vitest";
import { openWorkspaceSync } from "#hosts/node/workspace.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { updateEnvironment } from "#semantics/workspace/update-environment.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { shared } from "#test/support/shared.ts";
import { partsOf } from "./support.ts";

const folder = shared("corpus/rules/splunk-security_content");

it.skipIf(folder === undefined)("the public content pack loads without problems", () => {
  const { names, notes } = openWorkspaceSync([folder ?? ""]);
  const problems = [...names.problems(testCatalog, splDialect)];
  expect(notes).toEqual([]);
  const { macros, lookups, tables } = names.names;
  expect(macros.length).toBe(189);
  expect(lookups.length).toBe(79);
  expect(tables.length).toBe(49);
  // One file has a quoted text that only PyYAML takes; it is read, and said.
  expect(problems.map(([file, found]) => [path.basename(file), found.map(({ code }) => code)])).toEqual([
    ["base64decode.yml", ["yaml/shallow-quote"]],
  ]);
  expect(names.names.macro("base64decode", 1)?.definition).toContain("lookup char_conversion_matrix");
  const environment = updateEnvironment(undefined, { ...partsOf({}), names: names.names });
  const absent = lookups.filter(({ name }) => environment.lookups(name) === undefined);
  const rows = lookups.reduce((sum, { name }) => sum + (environment.lookups(name)?.rows.length ?? 0), 0);
  console.info(
    `${macros.length} macros, ${lookups.length} lookups (${absent.length} without rows here), ${tables.length} tables, ${rows} rows`,
  );
  for (const { name } of absent) expect(environment.lookupAbsence(name)).toContain(name);
  expect(absent.filter(({ kind }) => kind === "csv").map(({ filename }) => filename)).toEqual([
    "dynamic_dns_providers_default.csv",
  ]);
});
