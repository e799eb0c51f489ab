import { describe, expect, it } from "vitest";
import { sameNames, updateEnvironment } from "#semantics/workspace/update-environment.ts";
import { workspaceNames } from "#semantics/workspace/workspace-names.ts";
import { environmentOf, filesOf, namesOf, partsOf } from "./support.ts";

describe("macros of an environment", () => {
  const environment = environmentOf({
    "macros.conf":
      "[sysmon]\ndefinition = index=edr\n[powershell(1)]\nargs=x\ndefinition = y\n[drop_dm_object_name(1)]\nargs=a\ndefinition=noop\n[ctime]\ndefinition=z",
  });

  it("come from the workspace first", () => {
    expect(environment.macros("sysmon", 0)).toMatchObject({
      definition: "index=edr",
      origin: "workspace",
      source: "macros.conf",
    });
    expect(environment.macros("drop_dm_object_name", 1)?.definition).toBe("noop");
  });

  it("come from the catalog otherwise, and say so", () => {
    const bare = environmentOf({});
    expect(bare.macros("sysmon", 0)).toMatchObject({ origin: "content", source: "catalog" });
    expect(bare.macros("wmi_activity", 0)?.origin).toBe("source");
    expect(bare.macros("any_detection_filter", 0)).toMatchObject({ definition: "search *", origin: "convention" });
    expect(bare.macros("no_such_macro", 0)).toBeUndefined();
    expect(bare.macroArities("security_content_ctime")).toEqual([1]);
    expect(bare.macroArities("no_such_macro")).toEqual([]);
  });

  it("of the public content do not join a name that the workspace defines; built-in ones do", () => {
    expect(environment.macros("powershell", 0)).toBeUndefined();
    expect(environment.macroArities("powershell")).toEqual([1]);
    expect(environment.macroArities("ctime")).toEqual([0, 1]);
  });
});

describe("lookups of an environment", () => {
  const texts = {
    "app/default/transforms.conf":
      "[hosts]\nfilename = hosts.csv\ncase_sensitive_match = false\n[kv]\ncollection = kv\n[gone]\nfilename = gone.csv\n",
    "app/lookups/hosts.csv": "host,owner\nA,ann\n",
    "other/lookups/hosts.csv": "host,owner\nB,bob\n",
    "other/lookups/bare.csv": "x\n1\n",
    "lookups/3cx_ioc_domains.csv": "domain,isIOC\n*.example.org,true\n",
  };
  const environment = environmentOf(texts);

  it("have the rows of the file nearest to the definition", () => {
    const table = environment.lookups("hosts");
    expect(table).toMatchObject({ name: "hosts", columns: ["host", "owner"], caseSensitive: false, maxMatches: 1000 });
    expect(table?.rows.map((row) => ({ ...row }))).toEqual([{ host: "A", owner: "ann" }]);
    expect(environment.lookups("hosts")).toBe(table);
  });

  it("are files too, with the settings that the catalog knows", () => {
    expect(environment.lookups("bare.csv")?.columns).toEqual(["x"]);
    expect(environment.lookups("bare")?.rows.length).toBe(1);
    expect([...(environment.lookups("3cx_ioc_domains")?.matchTypes ?? [])]).toEqual([["domain", "wildcard"]]);
    expect(namesOf(texts).definitionOf("lookup", "bare")).toEqual({
      file: "other/lookups/bare.csv",
      span: { start: 0, end: 0 },
    });
  });

  it("say why there are no rows", () => {
    expect(environment.lookups("kv")).toBeUndefined();
    expect(environment.lookupAbsence("kv")).toBe(
      'The lookup "kv" is a KV store collection, whose rows are on the Splunk server.',
    );
    expect(environment.lookupAbsence("gone")).toContain("gone.csv is not in the workspace");
    expect(environment.lookupAbsence("hosts")).toBeUndefined();
    expect(environment.lookupAbsence("no_such_lookup")).toBeUndefined();
    expect(environmentOf({}).lookupAbsence("3cx_ioc_domains")).toContain("belongs to the public content");
  });

  it("are read only when asked for, and say when they cannot be", () => {
    let reads = 0;
    const file = {
      kind: "table",
      path: "lookups/big.csv",
      bytes: 1,
      stamp: "1",
      read: () => ({ unreadable: `too large ${++reads}` }),
    } as const;
    const { names } = workspaceNames([file]);
    const big = updateEnvironment(undefined, { ...partsOf({}), names });
    expect(reads).toBe(0);
    expect(big.lookups("big")).toBeUndefined();
    expect(big.lookupAbsence("big")).toBe('The lookup "big" is in lookups/big.csv: too large 1');
  });
});

it("an overlay reaches the catalog", () => {
  const environment = environmentOf({
    ".rulehound/site.yaml":
      "macros:\n  - {name: sysmon, definition: index=site}\nlookups:\n  - {name: assets, fields: [ip], matchType: [CIDR(ip)]}\nindexes:\n  - {name: edr}\n",
    "lookups/assets.csv": "ip\n10.0.0.0/8\n",
  });
  expect(environment.macros("sysmon", 0)).toMatchObject({ definition: "index=site", source: ".rulehound/site.yaml" });
  expect(environment.catalog.sources.indexes().map(({ name }) => name)).toEqual(["edr"]);
  expect([...(environment.lookups("assets")?.matchTypes ?? [])]).toEqual([["ip", "cidr"]]);
});

describe("a new environment", () => {
  const texts = {
    "macros.conf": "[a]\ndefinition = x\n",
    "lookups/t.csv": "a\n1\n",
    ".rulehound/o.yaml": "indexes: [{name: i}]\n",
  };
  const before = updateEnvironment(undefined, partsOf(texts));

  it("is made only when a definition changes", () => {
    const moved = { ...texts, "macros.conf": "# note\n[a]\n\ndefinition = x\n", "macros/readme.yml": "title: x\n" };
    expect(updateEnvironment(before, partsOf(moved))).toBe(before);
    for (const change of [
      { "macros.conf": "[a]\ndefinition = y\n" },
      { "lookups/t.csv": "a\n12\n" },
      { ".rulehound/o.yaml": "indexes: [{name: j}]\n" },
      { "props.conf": "[s]\nEVAL-a = 1\n" },
      { "savedsearches.conf": "[s]\nsearch = *\n" },
    ]) {
      const after = updateEnvironment(before, partsOf({ ...texts, ...change }));
      expect(after).not.toBe(before);
      expect(after.revision).toBe(before.revision + 1);
    }
  });

  it("is made when settings change", () => {
    const parts = partsOf(texts);
    expect(updateEnvironment(before, { ...parts, settings: { ...parts.settings } })).toBe(before);
    expect(updateEnvironment(before, { ...parts, settings: { ...parts.settings, strictIndex: true } }).revision).toBe(
      2,
    );
  });

  it("compares names by value", () => {
    expect(sameNames(namesOf(texts).names, workspaceNames(filesOf(texts)).names)).toBe(true);
    expect(sameNames(namesOf(texts).names, namesOf({}).names)).toBe(false);
  });
});
