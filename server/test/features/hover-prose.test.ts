import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

const prose = (text: string) => asked(`# Rule\n\n${text}\n`, "page.md");

describe("hover in prose", () => {
  it.each([
    ["Needs event ids 4688, 46‸24 and 1.", "**4624** Logon succeeded"],
    ["See Windows event 41‸04.", "**4104** Script block text"],
    ["See EID 70‸45 in System.", "**7045** Service installed"],
    ["EventCode=4688 or EventCode=46‸25", "**4625** Logon failed"],
    ["Event ID: 1/‸3 of Sysmon", "**3** "],
    ["Sysmon Event ID ‸3 says so", "**3** Network connection"],
    ["BITS-Client (Bits) Event ID ‸3", "**3** "],
    ["Log of the TaskScheduler, event ID 1‸06", "**106** Task registered"],
  ])("%s", (text, said) => {
    expect(prose(text)?.contents.startsWith(said)).toBe(true);
  });

  it("explains SIDs and addresses", () => {
    expect(prose("Runs as S-1-5-‸18.")).toMatchObject({ on: "S-1-5-18", contents: expect.stringContaining("SYSTEM") });
    expect(prose("From 10.0.0.‸0/8, say")).toMatchObject({
      on: "10.0.0.0/8",
      contents: expect.stringContaining("private"),
    });
    expect(prose("To 169.254.169.‸254.")).toMatchObject({ on: "169.254.169.254" });
    expect(prose("To fe80::‸1.")?.contents).toContain("link-local");
  });

  it("takes no version, date, time or word for one", () => {
    for (const text of [
      "Version 8.8.‸8.8 of it",
      "At 12:‸30:45",
      "On 2026-‸11-24",
      "a::‸b",
      "the face‸ of it",
      "Section 1.2.‸3",
      "std::‸dec",
    ])
      expect(prose(text), text).toBeUndefined();
  });
});
