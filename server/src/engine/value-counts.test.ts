import { describe, expect, it } from "vitest";
import type { SampleEvent } from "#events/event.ts";
import { ValueCounter } from "./value-counts.ts";

function event(fields: Readonly<Record<string, string>>): SampleEvent {
  return {
    fields: { get: (name) => fields[name] ?? null, names: () => Object.keys(fields) },
    time: null,
    origin: { sample: 0, ordinal: 0, line: 0, column: 0, start: 0, end: 0 },
    raw: () => "",
  };
}

describe("counts of values", () => {
  it("gives the most frequent values first, without the event's text and empty values", () => {
    const counter = new ValueCounter();
    for (const user of ["a", "b", "b", ""]) counter.add(event({ user, _raw: user }));
    expect(counter.counts(true)).toEqual({
      events: 4,
      whole: true,
      fields: [
        [
          "user",
          [
            ["b", 2],
            ["a", 1],
          ],
        ],
      ],
    });
  });

  it("keeps a bounded number of values and fields, and no long ones", () => {
    const counter = new ValueCounter();
    for (let i = 0; i < 1000; i++) counter.add(event({ id: String(i), [`field${i}`]: "x".repeat(500) }));
    const { fields } = counter.counts(false);
    expect(fields.map(([name]) => name)).toEqual(["id"]);
    expect(fields[0]?.[1]).toHaveLength(50);
  });
});
