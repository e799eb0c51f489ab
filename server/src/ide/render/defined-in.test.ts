import { describe, expect, it } from "vitest";
import { definedIn } from "./defined-in.ts";

describe("where a name is defined", () => {
  it("is told from the folder that it shares with the document", () => {
    expect(definedIn("/home/ann/my rules/lookups/a.csv", "file:///home/ann/my%20rules/wmi/t1047.yml")).toBe(
      "From `lookups/a.csv`",
    );
    expect(definedIn("/home/ann/rules/.rulehound/site.yaml", "file:///home/ann/rules/a.yml")).toBe(
      "From `.rulehound/site.yaml`",
    );
    expect(definedIn("c:\\rules\\lookups\\a.csv", "file:///c%3A/rules/wmi/a.yml")).toBe("From `lookups/a.csv`");
  });

  it("is told whole where nothing but the root is shared", () => {
    expect(definedIn("/opt/site.yaml", "file:///home/ann/a.yml")).toBe("From `/opt/site.yaml`");
    expect(definedIn("d:\\site.yaml", "file:///c%3A/rules/a.yml")).toBe("From `d:\\site.yaml`");
    expect(definedIn("workspace", "untitled:Untitled-1")).toBe("From `workspace`");
  });
});
