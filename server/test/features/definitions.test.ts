import { describe, expect, it } from "vitest";
import { definitions } from "#ide/definitions.ts";
import { references } from "#ide/references.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { workspaceNames } from "#semantics/workspace/workspace-names.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { filesOf } from "#test/workspace/support.ts";
import { fixture, markdownRule } from "./support.ts";

const FILES = {
  "app/local/macros.conf":
    "[own]\ndefinition = index=x\n\n[own(1)]\nargs = name\ndefinition = user=$name$ | eval made=1\n",
  "app/local/transforms.conf": "[assets]\nfilename = assets.csv\n",
  "app/lookups/assets.csv": "host,owner\na,b\n",
  "app/local/savedsearches.conf": "[nightly]\nsearch = index=x\n",
};

const WORKSPACE = workspaceNames(filesOf(FILES));
const ENVIRONMENT = createEnvironment({
  dialect: testEnvironment.dialect,
  catalog: testEnvironment.catalog,
  settings: testEnvironment.settings,
  names: WORKSPACE.names,
  datasets: () => undefined,
  revision: 1,
});

/** `file: text` of every place that the cursor's name leads to. */
function places(marked: string, file?: string): readonly string[] {
  const { analysis, text, cursor } = fixture(marked, file, ENVIRONMENT);
  const texts: Readonly<Record<string, string>> = FILES;
  return definitions(analysis, cursor, WORKSPACE.definitionsOf).map(({ file: target, span }) => {
    const source = target === undefined ? text : (texts[target] ?? "");
    return `${target ?? "here"}: ${source.slice(span.start, span.end)}`;
  });
}

describe("definition of names of the workspace", () => {
  it("finds a macro by its name and number of arguments", () => {
    expect(places("`ow‸n` a=1")).toEqual(["app/local/macros.conf: own"]);
    expect(places("`own(‸1)` a=1")).toEqual([expect.stringMatching(/^app\/local\/macros\.conf: own/)]);
    expect(places(markdownRule("index=x | table a | `ow‸n`"), "rule.md")).toEqual(["app/local/macros.conf: own"]);
    expect(places("`nobodys‸` a=1")).toEqual([]);
  });

  it("finds lookups by the definition, saved searches by the stanza", () => {
    expect(places("index=x | lookup ass‸ets host OUTPUT owner")).toEqual(["app/local/transforms.conf: assets"]);
    expect(places("| inputlookup assets‸.csv")).toEqual(["app/lookups/assets.csv: "]);
    expect(places("| savedsearch nigh‸tly")).toEqual(["app/local/savedsearches.conf: nightly"]);
  });

  it("finds a field that a macro makes at the call", () => {
    expect(places("index=x | search `own(bob)` | table ma‸de")).toEqual(["here: `own(bob)`"]);
  });
});

describe("highlights", () => {
  it("tell reading from writing", () => {
    const { analysis, cursor } = fixture("index=x | eval ‸a=1 | fillnull value=0 a | table a", "a.spl", ENVIRONMENT);
    expect(references(analysis, cursor).map(({ kind, definition }) => `${kind}${definition ? "!" : ""}`)).toEqual([
      "write!",
      "write",
      "read",
    ]);
  });
});
