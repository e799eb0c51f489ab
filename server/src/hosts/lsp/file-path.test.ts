import { describe, expect, it } from "vitest";
import { pathOfUri, toPath } from "./file-path.ts";

describe("paths of URIs", () => {
  it("reads the percent signs of a file: URI", () => {
    expect(pathOfUri("file:///rules/%C3%A9t%C3%A9/a%20b.spl")).toMatch(/[\\/]été[\\/]a b\.spl$/);
  });

  it("has no path for another scheme, and none for a file: URI that is no path here", () => {
    for (const uri of ["untitled:Untitled-1", "git:/a.spl", "", "a.spl", "file:///a%2Fb.spl", "file:///a%zz.spl"])
      expect(pathOfUri(uri), uri).toBeUndefined();
  });

  it("takes as a path what is none by its looks", () => {
    expect(toPath("/logs/a b.jsonl")).toBe("/logs/a b.jsonl");
    expect(toPath("file:///a%2Fb.spl")).toBe("file:///a%2Fb.spl");
  });
});
