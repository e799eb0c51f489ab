import { describe, expect, it } from "vitest";
import { withOverlay } from "#catalog/overlay.ts";
import { anchorsOf, toData } from "#syntax/yaml/data.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { FieldLearner } from "./learn-fields.ts";
import { learnedFile } from "./learned-file.ts";
import { type MemoryRecord, memoryEvent } from "./memory-events.ts";

function learn(...records: readonly MemoryRecord[]) {
  const learner = new FieldLearner(testCatalog);
  for (const [i, record] of records.entries()) learner.add(memoryEvent(record, i));
  return { ...learner.counts, ...learner.overlay() };
}

/** The text of a file that must be made, and what the catalog says of it. */
function written(before: string, ...records: readonly MemoryRecord[]) {
  const file = learnedFile(before, learn(...records), testCatalog);
  if ("refused" in file) throw new Error(file.refused);
  const { documents } = parseYaml(file.text);
  const [root] = documents;
  const value = root === undefined ? null : toData(root, anchorsOf(documents));
  return { text: file.text, value, ...withOverlay(testCatalog, [{ source: "learned.yaml", value }]) };
}

const started = { Channel: "Security", EventCode: "4688", NewProcessName: "C:\\a.exe", CommandLine: "a" };
const door = { Channel: "Acme-Doors/Operational", EventCode: "7", Name: "Acme-Doors", Badge: "12" };
const web = { sourcetype: "acme:web", source: "/var/log/web", badge_colour: "red", took: "1.5" };

describe("learning from events", () => {
  it("says nothing of what the catalog knows", () => {
    expect(learn({ ...started, host: "A", _time: "1", date_hour: "3", ComputerName: "A" })).toEqual({
      events: [],
      fields: [],
      sourcetypes: [],
      leftOut: 0,
    });
  });

  it("adds new fields to known events, never as always present", () => {
    const { events } = learn({ ...started, Ticket: "C-1" }, started, { ...started, Ticket: "" });
    expect(events).toEqual([
      {
        channel: "Security",
        id: 4688,
        fields: [
          {
            name: "Ticket",
            example: "C-1",
            doc: "Seen in 2 of 3 events of a sample; text.",
            type: "text",
            presence: "sometimes",
          },
        ],
      },
    ]);
  });

  it.each([
    ["whole number", ["1", "-2"]],
    ["number", ["1", "2.5"]],
    ["true or false", ["true", "False", "-"]],
    ["UUID", ["{1418EF04-B0B4-4623-BF7E-D74AB47BBDAA}"]],
    ["address", ["10.0.0.1", "fe80::1"]],
    ["time", ["2026-03-10T07:00:45Z"]],
    ["text", ["1", "x"]],
    ["text", [""]],
  ])("calls values %s: %j", (type, values) => {
    const { events } = learn(...values.map((Badge) => ({ ...door, Badge })));
    expect(events[0]?.fields).toMatchObject([{ name: "Badge", type }]);
  });

  it("learns new events with their provider, source types with their sources, and fields without a channel", () => {
    expect(learn(door, web)).toMatchObject({
      events: [{ channel: "Acme-Doors/Operational", id: 7, provider: "Acme-Doors", fields: [{ name: "Badge" }] }],
      fields: [
        { name: "badge_colour", example: "red" },
        { name: "took", doc: "Seen in 1 of 1 events of a sample; number." },
      ],
      sourcetypes: [{ name: "acme:web", sources: ["/var/log/web"] }],
    });
  });

  it("keeps a bounded number of names and says how many it left out", () => {
    const many = Object.fromEntries(Array.from({ length: 2010 }, (_, i) => [`made_up_${i}`, "x"]));
    const { fields, leftOut } = learn(many);
    expect({ fields: fields.length, leftOut }).toEqual({ fields: 2000, leftOut: 10 });
    expect(learn({ ["x".repeat(201)]: "y" })).toMatchObject({ fields: [], leftOut: 1 });
  });
});

describe("the file of what was learned", () => {
  it("is a sound overlay that the catalog uses", () => {
    const { catalog, problems } = written("", { ...started, Ticket: "yes: #1" }, door, web);
    expect(problems).toEqual([]);
    expect(catalog.windows.event("Security", 4688)?.fields.find(({ name }) => name === "Ticket")).toMatchObject({
      example: "yes: #1",
      presence: "sometimes",
    });
    expect(catalog.windows.event("Acme-Doors/Operational", 7)?.fieldsKnown).toBe(false);
    expect(catalog.sources.sourcetype("acme:web")?.sources).toEqual(["/var/log/web"]);
    expect(catalog.fields.describe("badge_colour")?.example).toBe("red");
  });

  it("keeps what it said before, also of other sections, and says nothing twice", () => {
    const before = `macros: [{ name: m, definition: index=x }]
events:
  - { channel: security, id: 4688, title: Ours, fields: [Old, { name: Ticket, doc: Ours., kind: text }] }
sourcetypes: [{ name: "acme:web", sources: [old] }]
`;
    const { value, problems } = written(before, { ...started, Ticket: "C-1" }, web);
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      macros: [{ name: "m" }],
      events: [
        { id: 4688, title: "Ours", fields: [{ name: "Old" }, { name: "Ticket", kind: "text", example: "C-1" }] },
      ],
      sourcetypes: [{ name: "acme:web", sources: ["old", "/var/log/web"] }],
    });
    const twice = written(written(before, started, web).text, started, web);
    expect(twice.text).toBe(written(before, started, web).text);
  });

  it("is empty when nothing is new", () => {
    expect(written("", started)).toMatchObject({ value: null, problems: [] });
  });

  it.each(["events: [", "- a", "a: 1", "macros: [{ name: m }]", "--- {}\n--- {}"])("is refused over %j", (before) => {
    expect(learnedFile(before, learn(web), testCatalog)).toEqual({
      refused: expect.stringMatching(/^The file is no sound overlay: .+ Mend or remove it first\.$/),
    });
  });
});
