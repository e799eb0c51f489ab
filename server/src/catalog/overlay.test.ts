import { describe, expect, it } from "vitest";
import { testCatalog } from "#test/support/catalog.ts";
import { createCatalog } from "./catalog.ts";
import { type OverlayFile, withOverlay } from "./overlay.ts";
import { OVERLAY_DOCS, OVERLAY_SECTIONS } from "./overlay-schema.ts";

const SYSMON = "Microsoft-Windows-Sysmon/Operational";
const file = (value: unknown, source = ".rulehound/site.yaml"): OverlayFile => ({ source, value });
const overlaid = (value: unknown) => {
  const { catalog, problems } = withOverlay(testCatalog, [file(value)]);
  expect(problems).toEqual([]);
  return catalog;
};

describe("an overlay", () => {
  it("gives the catalog itself when there is nothing to add", () => {
    expect(withOverlay(testCatalog, []).catalog).toBe(testCatalog);
    expect(withOverlay(testCatalog, [file(null), file({}), file({ macros: [] })]).catalog).toBe(testCatalog);
  });

  it("loads no data before it is used", () => {
    const unused = createCatalog({
      load: (subject) => {
        throw new Error(`loaded ${subject}`);
      },
    });
    const { catalog } = withOverlay(unused, [file({ events: [{ channel: "Acme", id: 1 }] })]);
    expect(() => catalog.windows).toThrow("loaded windows-events");
  });

  it("adds fields to a known event and keeps the others", () => {
    const catalog = overlaid({
      events: [{ channel: "security", id: 4688, fields: ["Ticket", { name: "CommandLine", presence: "sometimes" }] }],
    });
    const event = catalog.windows.event("Security", 4688);
    expect(event).toMatchObject({ channel: "Security", title: "Process created", fieldsKnown: true });
    const field = (name: string) => event?.fields.find((f) => f.name === name);
    expect(field("Ticket")).toEqual({ name: "Ticket", splunkName: "Ticket", type: "?", presence: "always" });
    expect(field("CommandLine")).toMatchObject({ presence: "sometimes", kind: "command-line" });
    expect(field("NewProcessName")?.kind).toBe("full-path");
    expect(testCatalog.windows.event("Security", 4688)?.fields.some((f) => f.name === "Ticket")).toBe(false);
  });

  it("replaces the fields when told to", () => {
    const catalog = overlaid({ events: [{ channel: SYSMON, id: 3, fields: ["Image"], replace: true }] });
    expect(catalog.windows.event(SYSMON, 3)?.fields.map((f) => f.name)).toEqual(["Image"]);
  });

  it("adds events of a new channel, open unless complete", () => {
    const catalog = overlaid({
      events: [
        { channel: "Acme/Operational", id: 7, title: "Door opened", provider: "Acme-Doors", fields: ["Door Name"] },
        { channel: "Acme/Operational", id: 8, fields: [], complete: true },
      ],
    });
    expect(catalog.windows.channel("acme/operational")).toMatchObject({
      events: 2,
      providers: ["Acme-Doors", "Acme/Operational"],
    });
    expect(catalog.windows.event("Acme/Operational", 7)).toMatchObject({ fieldsKnown: false, title: "Door opened" });
    expect(catalog.windows.event("Acme/Operational", 7)?.fields[0]?.splunkName).toBe("Door_Name");
    expect(catalog.windows.event("Acme/Operational", 8)).toMatchObject({ fieldsKnown: true, titleFrom: "placeholder" });
    expect(catalog.windows.channelOfProvider("Acme-Doors")).toEqual(["Acme/Operational"]);
    expect(catalog.windows.search("door opened")[0]?.id).toBe(7);
  });

  it("defines macros by name and number of arguments, over the built-in ones", () => {
    const catalog = overlaid({
      macros: [
        { name: "sysmon", definition: "index=endpoint" },
        { name: "pair", arguments: ["a", "b"], definition: "x=$a$ y=$b$" },
        { name: "sysmon", definition: "index=edr" },
      ],
    });
    expect(catalog.macros.get("sysmon", 0)).toMatchObject({ definition: "index=edr", origin: "workspace" });
    expect(catalog.macros.get("pair", 2)?.arguments).toEqual(["a", "b"]);
    expect(catalog.macros.get("pair", 1)).toBeUndefined();
    expect(catalog.macros.get("powershell", 0)?.origin).toBe("content");
  });

  it("defines lookups, indexes, source types, aliases, docs and tables", () => {
    const catalog = overlaid({
      lookups: [{ name: "assets", fields: ["ip", "owner"], matchType: ["CIDR(ip)"], caseSensitive: false }],
      indexes: [{ name: "windows_logs", sourcetypes: ["XmlWinEventLog"] }],
      sourcetypes: [{ name: "acme:door", sources: ["door"], fields: ["badge"] }],
      aliases: [{ name: "cmd", channel: "Security", ids: [4688], from: "CommandLine" }],
      fields: [{ name: "badge", doc: "Number of the badge.", enum: "Badge" }],
      values: [{ name: "Badge", values: { "1": "visitor" } }],
    });
    expect(catalog.lookups.get("assets")).toMatchObject({ fields: ["ip", "owner"], caseSensitive: false, type: "csv" });
    expect(catalog.sources.indexes().map((i) => i.name)).toEqual(["windows_logs"]);
    expect(catalog.sources.dataSourcesOf("acme:door")[0]?.fields).toEqual(["badge"]);
    expect(catalog.fields.aliases("Security", 4688).find((a) => a.name === "cmd")?.from).toBe("CommandLine");
    expect(catalog.fields.aliases("Security", 4624).some((a) => a.name === "cmd")).toBe(false);
    expect(catalog.fields.describe("badge")?.doc).toBe("Number of the badge.");
    expect(catalog.enums.describe("badge", "1")).toBe("visitor");
    expect(catalog.enums.describe("LogonType", "3")).toBe("Network");
  });

  it("lets later files win", () => {
    const { catalog } = withOverlay(testCatalog, [
      file({ macros: [{ name: "m", definition: "first" }] }),
      file({ macros: [{ name: "m", definition: "second" }] }),
    ]);
    expect(catalog.macros.get("m", 0)?.definition).toBe("second");
  });
});

describe("problems of an overlay", () => {
  const problemsOf = (value: unknown) =>
    withOverlay(testCatalog, [file(value)]).problems.map(({ path, message }) => `${path.join("/")}: ${message}`);

  it("are located, and the other entries still count", () => {
    const { catalog, problems } = withOverlay(testCatalog, [
      file({ macros: [{ name: "good", definition: "a" }, { name: "bad" }, { name: 7, definition: "b" }] }, "one.yaml"),
    ]);
    expect(problems).toEqual([
      { source: "one.yaml", path: ["macros", 1], message: '"definition" is missing.' },
      { source: "one.yaml", path: ["macros", 2, "name"], message: "Expected text, found 7." },
    ]);
    expect(catalog.macros.get("good", 0)?.definition).toBe("a");
    expect(catalog.macros.get("bad", 0)).toBeUndefined();
  });

  it("name what is unknown", () => {
    expect(problemsOf(["x"])[0]).toContain("An overlay is a mapping with events, fields");
    expect(problemsOf({ toString: [] })).toEqual([expect.stringContaining('toString: Unknown section "toString"')]);
    expect(problemsOf({ macro: [] })).toEqual([
      expect.stringContaining('macro: Unknown section "macro"; known are events'),
    ]);
    expect(problemsOf({ indexes: {} })).toEqual(['indexes: "indexes" is a list of entries.']);
    expect(problemsOf({ indexes: [{ name: "a", colour: "b" }] })).toEqual([
      expect.stringContaining('indexes/0/colour: Unknown key "colour"; known keys are name'),
    ]);
    expect(problemsOf({ fields: [{ name: "a", kind: "path" }] })).toEqual([
      expect.stringContaining("fields/0/kind: Expected one of full-path, base-name"),
    ]);
    expect(problemsOf({ fields: [{ name: "a", enum: "Nope" }] })).toEqual([
      'fields/0/enum: No table of values is called "Nope".',
    ]);
    expect(problemsOf({ events: [{ channel: "Security", id: "4688" }] })).toEqual([
      'events/0/id: Expected a whole number of at least 0, found "4688".',
    ]);
  });

  it("find entries that contradict themselves", () => {
    expect(problemsOf({ macros: [{ name: "f(2)", arguments: ["a", "b"], definition: "" }] })).toEqual([
      'macros/0/name: Write "f" and list its arguments; their number is taken from the list.',
    ]);
    expect(problemsOf({ lookups: [{ name: "l", fields: ["a", "a"] }] })).toEqual([
      'lookups/0/fields/1: "a" is listed twice.',
    ]);
    expect(problemsOf({ events: [{ channel: "C", id: 1, fields: ["a", { name: "a" }] }] })).toEqual([
      'events/0/fields/1: "a" is listed twice.',
    ]);
    expect(problemsOf({ macros: [{ name: "f", arguments: ["a", "a"], definition: "" }] })).toEqual([
      'macros/0/arguments/1: "a" is listed twice.',
    ]);
  });

  it("find what is empty", () => {
    expect(problemsOf({ indexes: [{ name: " " }] })).toEqual(["indexes/0/name: The name is empty."]);
    expect(problemsOf({ events: [{ channel: "", id: 1, fields: ["a", { name: "" }] }] })).toEqual([
      "events/0/channel: The channel is empty.",
      "events/0/fields/1: The name is empty.",
    ]);
    expect(problemsOf({ aliases: [{ name: "x", channel: " " }] })).toEqual([
      "aliases/0/channel: The channel is empty.",
    ]);
    expect(problemsOf({ macros: [{ name: "f", arguments: [""], definition: "" }] })).toEqual([
      "macros/0/arguments/0: The name is empty.",
    ]);
  });

  it("name the table of a field of an event, wherever it stands, and leave tables of the overlay alone", () => {
    const values = [{ name: "Own", values: { "1": "one" } }];
    const events = [{ channel: "C", id: 1, fields: ["a", { name: "b", enum: "Own" }, { name: "c", enum: "None" }] }];
    expect(problemsOf({ values, events })).toEqual(['events/0/fields/2/enum: No table of values is called "None".']);
  });

  it("leave nothing of a wrong entry behind, in any section", () => {
    const wrong = { name: "", channel: "", id: -1, definition: 1, values: [], fields: {} };
    const value = Object.fromEntries(Object.keys(OVERLAY_SECTIONS).map((section) => [section, [wrong, null, "x", []]]));
    const { catalog, problems } = withOverlay(testCatalog, [file(value)]);
    expect(catalog).toBe(testCatalog);
    for (const section of Object.keys(OVERLAY_SECTIONS))
      for (const i of [0, 1, 2, 3])
        expect(problems.some(({ path }) => path[0] === section && path[1] === i)).toBe(true);
  });
});

it("documents every key of every section", () => {
  for (const [section, { keys }] of Object.entries(OVERLAY_DOCS)) {
    const entry = Object.fromEntries(Object.keys(keys).map((key) => [key, undefined]));
    const shape = OVERLAY_SECTIONS[section as keyof typeof OVERLAY_SECTIONS];
    const unknown: string[] = [];
    shape.check(entry, [], (_path, message) => {
      if (message.startsWith("Unknown key") || message.endsWith("is missing.")) unknown.push(message);
    });
    expect(unknown).toEqual([]);
  }
});
