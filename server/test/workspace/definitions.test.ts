import { describe, expect, it } from "vitest";
import { namesOf, shownPlace, shownProblems, type Texts } from "./support.ts";

describe("macros.conf", () => {
  it("defines macros by name and arity", () => {
    const texts = {
      "app/default/macros.conf":
        '[pair(2)]\nargs = a, b\ndefinition = x=$a$ \\\ny=$b$\niseval = no\nvalidation = isnum($a$)\nerrormsg = a is no number\n[pair]\ndefinition = "z"\niseval = 1\n',
    };
    const { names } = namesOf(texts);
    expect(names.macro("pair", 2)).toEqual({
      name: "pair",
      arguments: ["a", "b"],
      definition: "x=$a$ \ny=$b$",
      isEval: false,
      validation: "isnum($a$)",
      errorMessage: "a is no number",
      origin: "workspace",
      source: "app/default/macros.conf",
    });
    expect(names.macro("pair", 0)).toMatchObject({ definition: '"z"', isEval: true });
    expect(names.macro("pair", 1)).toBeUndefined();
    expect(shownProblems(texts)).toEqual([]);
    expect(shownPlace(texts, "macro", "pair", 2)).toBe("app/default/macros.conf «pair(2)»");
  });

  it("lays local over default setting by setting, within an app", () => {
    const texts = {
      "app/default/macros.conf": "[f(1)]\nargs = x\ndefinition = a=$x$\n[only]\ndefinition = one",
      "app/local/macros.conf": "[f(1)]\ndefinition = b=$x$\n",
      "zoo/local/macros.conf": "[only]\ndefinition = two",
    };
    const { names } = namesOf(texts);
    expect(names.macro("f", 1)).toMatchObject({
      arguments: ["x"],
      definition: "b=$x$",
      source: "app/local/macros.conf",
    });
    expect(names.macro("only", 0)?.definition).toBe("two");
    expect(shownPlace(texts, "macro", "f", 1)).toBe("app/local/macros.conf «f(1)»");
    expect(
      namesOf(texts)
        .definitionsOf("macro", "only", 0)
        .map(({ file }) => file),
    ).toEqual(["zoo/local/macros.conf", "app/default/macros.conf"]);
    expect(shownProblems(texts)).toEqual([]);
  });

  it("says what is wrong and reads what it can", () => {
    const texts = {
      "macros.conf":
        "[f(2)]\nargs = a\ndefinition = $a$\n[g]\nargs = a\ndefintion = x\n[h(2)]\nargs = a,a\ndefinition = y\niseval = maybe\n[two words]\ndefinition = z\n",
    };
    expect(shownProblems(texts)).toEqual([
      'macros.conf «a»: The stanza "f(2)" says 2 arguments, but args lists 1.',
      'macros.conf «defintion»: Splunk does not know "defintion" here.',
      'macros.conf «g»: The macro "g" has no definition.',
      'macros.conf «a,a»: The argument "a" is listed twice.',
      'macros.conf «maybe»: "maybe" is neither true nor false.',
      'macros.conf «two words»: "two words" is no name that a search can call.',
    ]);
    expect(namesOf(texts).names.macros.map((m) => [m.name, m.arguments.length])).toEqual([
      ["f", 2],
      ["h", 2],
    ]);
  });
});

describe("transforms.conf", () => {
  const texts = {
    "app/default/transforms.conf":
      "[default]\nmax_matches = 5\n[hosts]\nfilename = hosts.csv\nmatch_type = WILDCARD(host), cidr(net)\ncase_sensitive_match = false\nmin_matches = 1\ndefault_match = unknown\n[seen]\ncollection = seen\nexternal_type = kvstore\nfields_list = _key, host , first\n[extract]\nREGEX = a(.)\nFORMAT = x::$1\n",
    "app/local/transforms.conf":
      "[hosts]\nmax_matches = 1\n[leases]\nfilename = leases.csv\ntime_field = start\nmax_offset_secs = 60\n",
  };

  it("defines lookups, with the settings of [default]", () => {
    const { names } = namesOf(texts);
    expect(names.lookups.map(({ name, kind }) => [name, kind])).toEqual([
      ["hosts", "csv"],
      ["leases", "csv"],
      ["seen", "kvstore"],
    ]);
    expect(names.lookup("hosts")?.definition).toEqual({
      name: "hosts",
      kind: "csv",
      filename: "hosts.csv",
      caseSensitive: false,
      matchTypes: new Map([
        ["host", "wildcard"],
        ["net", "cidr"],
      ]),
      maxMatches: 1,
      minMatches: 1,
      defaultMatch: "unknown",
      source: "app/local/transforms.conf",
    });
    expect(names.lookup("seen")?.definition).toMatchObject({ columns: ["_key", "host", "first"], maxMatches: 5 });
    expect(names.lookup("leases")?.definition).toMatchObject({
      time: { field: "start", format: "%s.%Q", minOffsetSeconds: 0, maxOffsetSeconds: 60 },
    });
    expect(shownProblems(texts)).toEqual([]);
  });

  it("says what is wrong", () => {
    const wrong = {
      "transforms.conf": "[t]\nfilename = t.csv\nmatch_type = LIKE(a) b\nmax_matches = 0\nfeilds_list = a",
    };
    expect(shownProblems(wrong)).toEqual([
      'transforms.conf «feilds_list»: Splunk does not know "feilds_list" here.',
      'transforms.conf «0»: "0" is no whole number of at least 1, which max_matches takes.',
      'transforms.conf «LIKE(a) b»: "LIKE(a)" is no match type.',
      'transforms.conf «LIKE(a) b»: "b" is no match type.',
    ]);
  });
});

it("props.conf gives field definitions as written", () => {
  const texts = {
    "a/default/props.conf":
      '[acme:door]\nFIELDALIAS-who = badge AS user\nEVAL-action = if(open=1,"allowed","blocked")\nLOOKUP-b = doors id OUTPUT name\nEXTRACT-c = (?<n>\\d+)\nTIME_FORMAT = %s\n[source::x]\nEVAL-y = 1\n',
    "a/local/props.conf": "[acme:door]\nEVAL-action = lower(what)\n",
  };
  const { fieldDefinitions } = namesOf(texts).names;
  expect(fieldDefinitions.map(({ kind, stanza, name, value }) => [kind, stanza, name, value])).toEqual([
    ["alias", "acme:door", "who", "badge AS user"],
    ["eval", "acme:door", "action", "lower(what)"],
    ["lookup", "acme:door", "b", "doors id OUTPUT name"],
    ["extract", "acme:door", "c", "(?<n>\\d+)"],
    ["eval", "source::x", "y", "1"],
  ]);
  expect(fieldDefinitions[1]?.source).toBe("a/local/props.conf");
});

it("savedsearches.conf gives searches by name", () => {
  const texts = {
    "a/default/savedsearches.conf":
      "[Door opened]\nsearch = index=doors \\\n| stats count by badge\ncron_schedule = 5\n[empty]\n",
  };
  const { names } = namesOf(texts);
  expect(names.savedSearch("Door opened")?.search).toBe("index=doors \n| stats count by badge");
  expect(names.savedSearch("empty")).toBeUndefined();
  expect(shownPlace(texts, "saved-search", "Door opened")).toBe("a/default/savedsearches.conf «Door opened»");
});

describe("content packs", () => {
  it("define macros", () => {
    const texts = {
      "macros/pair.yml": "name: pair\ndefinition: 'x=$a$\n\n  y=$b$'\narguments:\n  - a\n  - b\ndescription: two\n",
      "macros/nothing.yml": "version: 1\n",
    };
    expect(namesOf(texts).names.macros).toEqual([
      {
        name: "pair",
        arguments: ["a", "b"],
        definition: "x=$a$\ny=$b$",
        isEval: false,
        description: "two",
        origin: "workspace",
        source: "macros/pair.yml",
      },
    ]);
    expect(shownPlace(texts, "macro", "pair", 2)).toBe("macros/pair.yml «pair»");
    expect(shownProblems(texts)).toEqual([]);
  });

  it("define lookups in both generations of the format", () => {
    const texts = {
      "lookups/a.yml":
        "name: a_lookup\nfilename: a1.csv\ncase_sensitive_match: 'false'\nmatch_type: WILDCARD(x),CIDR(y)\ndefault_match: 'false'\nmin_matches: 1\n",
      "lookups/b.yml":
        "name: b\nlookup_type: csv\nmatch_type:\n  - WILDCARD(x)\ncase_sensitive_match: false\nmax_matches: 3\n",
      "lookups/b.csv": "x\n1\n",
      "lookups/c.yml": "name: c\ncollection: c\nfields_list: _key, a\n",
      "lookups/d.yml": "name: d\nlookup_type: kvstore\nfields: [_key, b]\n",
      "lookups/m.yml": "name: m\nfilename: m.mlmodel\n",
    };
    const { names } = namesOf(texts);
    expect(shownProblems(texts)).toEqual([]);
    expect(names.lookup("a_lookup")?.definition).toMatchObject({
      filename: "a1.csv",
      caseSensitive: false,
      defaultMatch: "false",
      minMatches: 1,
      maxMatches: 1000,
    });
    expect([...(names.lookup("a_lookup")?.definition.matchTypes ?? [])]).toEqual([
      ["x", "wildcard"],
      ["y", "cidr"],
    ]);
    expect(names.lookup("b")).toMatchObject({
      definition: { filename: "b.csv", maxMatches: 3 },
      table: { file: "lookups/b.csv" },
    });
    expect(names.lookup("c")?.definition).toMatchObject({ kind: "kvstore", columns: ["_key", "a"] });
    expect(names.lookup("d")?.definition).toMatchObject({ kind: "kvstore", columns: ["_key", "b"] });
    expect(names.lookup("m")?.definition.kind).toBe("mlmodel");
  });

  it("say what is wrong and where", () => {
    const texts = {
      "macros/a.yml": "name: a\n",
      "macros/b.yml": "name: f(1)\ndefinition: x\narguments: {a: 1}\n",
      "lookups/c.yml": "name: c\nmatch_type: GLOB(x)\nmin_matches: many\n",
      "lookups/d.yml": "name: d\nfilename: d.csv\ncase_sensitive_match: perhaps\n",
    };
    expect(shownProblems(texts)).toEqual([
      'macros/a.yml «a»: The macro has no definition; add "definition".',
      'macros/b.yml «f(1)»: "f(1)" is no name of a macro.',
      'macros/b.yml «{a: 1}»: "arguments" must be a list.',
      'lookups/c.yml «c»: The lookup says not where its rows are; add "filename" or "collection".',
      'lookups/d.yml «perhaps»: "perhaps" is neither true nor false.',
    ]);
    const broken = { "macros/x.yml": 'definition: "a\nname: x\n' };
    expect(shownProblems(broken).length).toBe(1);
    expect(shownProblems(broken)[0]).toMatch(/^macros\/x\.yml «"/);
  });
});

describe("overlays", () => {
  const texts: Texts = {
    ".rulehound/a.yaml": "macros:\n  - name: m\n    definition: first\n  - name: n\n    definition: one\n",
    ".rulehound/b.yaml":
      "macros:\n  - {name: m, definition: second, arguments: []}\nlookups:\n  - name: hosts\n    caseSensitive: false\n",
    "app/local/macros.conf": "[m]\ndefinition = local\n",
    "app/default/transforms.conf": "[hosts]\nfilename = hosts.csv\nmax_matches = 2\n",
  };

  it("win over all files, the last of them first", () => {
    const { names } = namesOf(texts);
    expect(names.macro("m", 0)).toMatchObject({ definition: "second", source: ".rulehound/b.yaml" });
    expect(names.lookup("hosts")?.definition).toMatchObject({
      caseSensitive: false,
      maxMatches: 2,
      filename: "hosts.csv",
    });
    expect(
      namesOf(texts)
        .definitionsOf("macro", "m")
        .map(({ file }) => file),
    ).toEqual([".rulehound/b.yaml", ".rulehound/a.yaml", "app/local/macros.conf"]);
    expect(shownPlace(texts, "lookup", "hosts")).toBe(".rulehound/b.yaml «hosts»");
    expect(shownProblems(texts)).toEqual([]);
  });

  it("say what is wrong and where", () => {
    const wrong = {
      ".rulehound/x.yaml":
        "macros:\n  - name: 7\n    definition: x\n    colour: red\n  - definition: y\nmacro: []\nfields:\n  - {name: f, enum: Nope}\n",
    };
    const shown = shownProblems(wrong);
    expect(shown.map((line) => line.split(":")[0])).toEqual([
      ".rulehound/x.yaml «7»",
      ".rulehound/x.yaml «colour»",
      ".rulehound/x.yaml «y»",
      ".rulehound/x.yaml «macro»",
      ".rulehound/x.yaml «Nope»",
    ]);
    expect(shownProblems({ ".rulehound/y.yaml": "- a" })[0]).toContain("An overlay is a mapping");
    expect(shownProblems({ ".rulehound/z.yaml": "" })).toEqual([]);
  });
});
