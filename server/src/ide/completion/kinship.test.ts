import { describe, expect, it } from "vitest";
import { kinship, sameStart } from "./kinship.ts";

describe("kinship", () => {
  it("is whole for names that differ in case and signs only", () => {
    expect(kinship("userAgent", "user_agent")).toBe(1);
    expect(kinship("user.groups{}", "userGroups")).toBe(1);
  });

  it("is the share of the words in common", () => {
    expect(kinship("requestParameters.bucketName", "bucket_name")).toBeCloseTo(0.45);
    expect(kinship("src", "dest")).toBe(0);
    expect(kinship("src", "")).toBe(0);
  });
});

describe("sameStart", () => {
  it("counts leading parts in common, without the last one", () => {
    expect(sameStart("Processes.parent_process", "Processes.parent_name")).toBeCloseTo(2 / 3);
    expect(sameStart("Processes.user", "Web.user")).toBe(0);
    expect(sameStart("user", "user")).toBe(0);
  });
});
