import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

describe("hover of values of rule files", () => {
  it("shows the element that a name of a signature's condition means", () => {
    const rule =
      "title: t\nid: 5f0e7b36-1a2b-4c3d-8e4f-5a6b7c8d9e0f\nsignatures:\n  bind: { uuid: 9556dc99-828c-11cf-a37e-00aa003240c7 }\n  txt:\n    text: cmd\n    after: bind\ncondition: bi‸nd and txt\n";
    expect(asked(rule, "rule.yml")).toMatchObject({
      on: "bind",
      contents: "```yaml\nbind: { uuid: 9556dc99-828c-11cf-a37e-00aa003240c7 }\n```",
    });
    const other = rule.replace("‸", "").replace("and txt", "and t‸xt");
    expect(asked(other, "rule.yml")?.contents).toContain("text: cmd");
    expect(asked(rule.replace("‸", "").replace("bind and", "bind an‸d"), "rule.yml")).toBeUndefined();
  });

  it("says times of a saved search in words", () => {
    const stanza = (line: string) => asked(`[a]\nsearch = index=x\n${line}\n`, "savedsearches.conf")?.contents;
    expect(stanza("dispatch.earliest_time = -1d@‸d")).toContain("1 day back");
    expect(stanza("dispatch.latest_time = no‸w")).toContain("events at it and after it are left out");
  });

  it("explains channels and event ids of an overlay", () => {
    const overlay = (text: string) => asked(text, ".rulehound/site.yaml")?.contents;
    expect(overlay("events:\n  - channel: Secu‸rity\n    id: 4688\n")).toMatch(/^\*\*Security\*\* event log/);
    expect(overlay("events:\n  - channel: Security\n    id: 46‸88\n")).toMatch(/^\*\*4688\*\* Process created/);
    expect(overlay("events:\n  - channel: Other\n    id: 46‸88\n")).toBeUndefined();
    expect(overlay("aliases:\n  - name: a\n    channel: System\n    ids: [70‸45]\n")).toMatch(/Service installed/);
  });

  it("knows the last part of a domain's SIDs in a Sigma rule", () => {
    const rule =
      "title: x\nlogsource: { product: windows, service: security }\ndetection:\n  sel:\n    EventID: 4728\n    TargetSid|endswith: '-5‸12'\n  condition: sel\n";
    expect(asked(rule, "rule.yml")?.contents).toBe("`-512` **Domain Admins**");
    expect(asked(rule.replace("TargetSid", "CommandLine"), "rule.yml")).toBeUndefined();
  });
});
