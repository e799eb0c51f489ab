import fc from "fast-check";
import { expect, it } from "vitest";
import { splDialect } from "#languages/spl/dialect.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { environmentOf, namesOf } from "./support.ts";

const PATHS = [
  "app/default/macros.conf",
  "app/local/macros.conf",
  "app/default/transforms.conf",
  "app/default/props.conf",
  "app/default/savedsearches.conf",
  "macros/m.yml",
  "lookups/l.yml",
  ".rulehound/o.yaml",
  "lookups/l.csv",
] as const;

const part = fc.constantFrom(
  ...["[m(1)]", "[__proto__]", "\n", "\n", " ", "name: ", "definition", " = ", ": ", "args", "a,b", "match_type", "'"],
  ...[
    "filename",
    "l.csv",
    "WILDCARD(",
    ")",
    "- ",
    "macros:\n",
    "lookups:\n",
    "search",
    "\\\n",
    '"',
    "EVAL-x",
    "é",
    "[]",
  ],
);

it("any files give names, problems within their texts, and an environment", () => {
  const text = fc.array(part, { maxLength: 25 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...PATHS), text), (texts) => {
      const { names, problems, definitionsOf } = namesOf(texts);
      for (const [file, found] of problems(testCatalog, splDialect))
        for (const { span } of found)
          expect(0 <= span.start && span.start <= span.end && span.end <= (texts[file] ?? "").length).toBe(true);
      const environment = environmentOf(texts);
      for (const macro of names.macros) {
        expect(environment.macros(macro.name, macro.arguments.length)).toBe(
          environment.names.macro(macro.name, macro.arguments.length),
        );
        for (const { file, span } of definitionsOf("macro", macro.name, macro.arguments.length))
          expect(span.end).toBeLessThanOrEqual((texts[file] ?? "").length);
      }
      for (const { name } of names.lookups)
        expect(environment.lookups(name) === undefined).toBe(environment.lookupAbsence(name) !== undefined);
    }),
    { numRuns: 1500 },
  );
});
