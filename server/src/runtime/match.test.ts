import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeMatch } from "./like-match.ts";
import { termMatch } from "./term-match.ts";
import { wildcardMatch } from "./text-match.ts";

describe("wildcards", () => {
  it.each([
    ["abc", "abc", true],
    ["abc", "ABC", true],
    ["abc", "abcd", false],
    ["a*", "Alpha", true],
    ["*a", "alpha", true],
    ["*ph*", "alpha", true],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["a*b*c", "a1b2c", true],
    ["a*b*c", "acb", false],
    ["*\\temp\\*", "C:\\Windows\\Temp\\a.exe", true],
    ["*", "", true],
    ["**", "x", true],
    ["", "", true],
    ["", "x", false],
    ["*a*a*", "a", false],
  ])("%s on %s: %s", (pattern, subject, matches) => {
    expect(wildcardMatch(pattern, true).test(subject.toLowerCase())).toBe(matches);
  });

  it("tells the part that the literal text took", () => {
    expect(wildcardMatch("*ph*", false).find("alpha")).toEqual({ start: 2, end: 4 });
    expect(wildcardMatch("al*", false).find("alpha")).toEqual({ start: 0, end: 2 });
    expect(wildcardMatch("*ha", false).find("alpha")).toEqual({ start: 3, end: 5 });
    expect(wildcardMatch("*l*h*", false).find("alpha")).toEqual({ start: 1, end: 4 });
  });

  it("agrees with a regular expression", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    const subject = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 });
    fc.assert(
      fc.property(text, subject, (pattern, value) => {
        const regex = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
        expect(wildcardMatch(pattern, false).test(value)).toBe(regex.test(value));
      }),
    );
  });
});

describe("LIKE", () => {
  it.each([
    ["a%", "abc", true],
    ["a%", "Abc", false],
    ["a*", "abc", false],
    ["a_c", "abc", true],
    ["a_c", "abbc", false],
    ["a_c", "ac", false],
    ["%\\Scripts\\%", "a\\Scripts\\b", true],
    ["_", "😀", true],
    ["%_%", "", false],
    ["%.exe", "x.exe", true],
  ])("%s on %s: %s", (pattern, subject, matches) => {
    expect(likeMatch(pattern).test(subject)).toBe(matches);
  });

  it("tells the part that matched", () => {
    expect(likeMatch("%x%").find("aaxbb")).toEqual({ start: 2, end: 3 });
    expect(likeMatch("%a_c%").find("zzabczz")).toEqual({ start: 2, end: 5 });
    expect(likeMatch("a_%").find("abz")).toEqual({ start: 0, end: 2 });
  });

  it("agrees with a regular expression", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "%", "_"), maxLength: 8 });
    const subject = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 });
    fc.assert(
      fc.property(text, subject, (pattern, value) => {
        const regex = new RegExp(`^${pattern.replaceAll("%", ".*").replaceAll("_", ".")}$`);
        const match = likeMatch(pattern);
        expect(match.test(value)).toBe(regex.test(value));
        expect(match.find(value) !== null).toBe(regex.test(value));
      }),
    );
  });
});

describe("raw terms", () => {
  it.each([
    ["fail", "Login FAIL user", true],
    ["fail", "failed login", false],
    ["fail", "a=fail;b", true],
    ["fail*", "failed login", true],
    ["fail*", "prefail", false],
    ["*fail", "prefail", true],
    ["10.0.0", "10.0.0.5", true],
    ["foo", "a_foo.b", true],
    ["database error", "database error at 10", true],
    ["database error", "error in database", false],
    ["foo", "x%20foo%20y", true],
    ["foo", "x%2520foo", true],
    ["=foo", "barfoo a=foo", true],
    ["a*z", "x a--z y", true],
    ["né", "un né x", true],
  ])("%s in %s: %s", (term, text, found) => {
    expect(termMatch(term, { ignoreCase: true, major: false }).test(text.toLowerCase())).toBe(found);
  });

  it.each([
    ["10.0.0.6", "ip=10.0.0.6 ok", false],
    ["10.0.0.6", "from 10.0.0.6 ok", true],
    ["10.0.0.6", "from 10.0.0.60", false],
    ["x=1", "a,x=1|b", true],
    ["foo", "--foo--", true],
  ])("TERM(%s) in %s: %s", (term, text, found) => {
    expect(termMatch(term, { ignoreCase: true, major: true }).test(text)).toBe(found);
  });

  it("compares CASE() as written and tells the place", () => {
    const match = termMatch("Bob", { ignoreCase: false, major: false });
    expect(match.find("bob Bobby Bob")).toEqual({ start: 10, end: 13 });
    expect(match.find("bob")).toBeNull();
  });
});
