import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRegex, groupName, keptLength, numberedGroups, regexArgument } from "./regex.ts";

const r = String.raw;

function match(pattern: string, text: string, flags = ""): RegExpExecArray | null {
  const compiled = compileRegex(pattern, flags);
  if ("refused" in compiled) throw new Error(compiled.refused);
  return compiled.regex.exec(text);
}

describe("PCRE in JavaScript", () => {
  it.each([
    [r`oo`, "foobar", "oo"],
    [r`(?i)^foo$`, "Foo", "Foo"],
    [r`foo$`, "foo\n", "foo"],
    [r`foo\z`, "foo\n", null],
    [r`foo\Z`, "foo\n", "foo"],
    [r`\Afoo`, "a\nfoo", null],
    [r`a.c`, "a\nc", null],
    [r`a.c`, "a\rc", "a\rc"],
    [r`(?s)a.c`, "a\nc", "a\nc"],
    [r`(?m)^b$`, "a\nb\nc", "b"],
    [r`(?m)^`, "", ""],
    [r`a(?i)b`, "aB", "aB"],
    [r`a(?i)b`, "AB", null],
    [r`(?i:ab)c`, "ABc", "ABc"],
    [r`(?i:ab)c`, "ABC", null],
    [r`(?i)a(?-i)b`, "Ab", "Ab"],
    [r`(?i)a(?-i)b`, "AB", null],
    [r`(?i:[a-c]+)d`, "ABCd", "ABCd"],
    [r`(?i:[^a-c]+)d`, "Axd", "xd"],
    [r`a++b`, "aaab", "aaab"],
    [r`a++a`, "aaa", null],
    [r`(?>a*)ab`, "aaab", null],
    [r`(?>ab|a)c`, "abc", "abc"],
    [r`(?>a|ab)c`, "abc", null],
    [r`"(?>(?:[^"\\]+|\\.)*)"`, r`x"a\"b"`, r`"a\"b"`],
    [r`x{2}+`, "xxx", "xx"],
    [r`\h+`, "a \tb", " \t"],
    [r`\R`, "a\r\nb", "\r\n"],
    [r`\N+`, "ab\nc", "ab"],
    [r`\Qa.b*\E+`, "a.b**", "a.b**"],
    [r`[\Q^]\E]+`, "^]", "^]"],
    [r`\x{41}\x42\103`, "ABC", "ABC"],
    [r`\x{202E}`, "a\u202eb", "\u202e"],
    [r`\x{1F600}`, "a😀", "😀"],
    [r`[[:alpha:]_]+[[:^digit:]]`, "12ab_-", "ab_-"],
    [r`[]a]+`, "x]a]", "]a]"],
    [r`[^]a]+`, "]xy]", "xy"],
    [r`[\w.-]+`, "~a.b-c~", "a.b-c"],
    [r`[a\]b]+`, "a]b", "a]b"],
    [r`[\S\n]+`, " a\nb", "a\nb"],
    [r`(?P<g>{.*?})`, "x{a}y", "{a}"],
    [r`a{,2}`, "a{,2}", "a{,2}"],
    [r`a{1,2}`, "aaa", "aa"],
    [r`\_\-\:\%\@\/`, "_-:%@/", "_-:%@/"],
    [r`(a)(b)\2\1`, "abba", "abba"],
    [r`(?<x>a|b)\k<x>`, "abb", "bb"],
    [r`(?P<x>a|b)(?P=x)`, "abb", "bb"],
    [r`(?x) a \s b # end`, "a b", "a b"],
    [r`a(?#note)b`, "ab", "ab"],
    [r`(?U)a+`, "aaa", "a"],
    [r`(?<=x)y(?!z)`, "xyz xy", "y"],
    [r`\p{Lu}+`, "aÄB", "ÄB"],
    [r`\s`, "\u00a0", null],
    [r`\d+(?=\.)`, "12.5", "12"],
    [r`(a|b|)+c`, "abc", "abc"],
    [r`\bnet1?(?:\.exe)?\b`, "run net.exe", "net.exe"],
    [r`\cA\e\a\0`, "\u0001\u001b\u0007\u0000", "\u0001\u001b\u0007\u0000"],
    [r`[\d-x]+`, "1-x", "1-x"],
    [r`(?:^|\\)cmd`, r`C:\cmd`, r`\cmd`],
    ["", "x", ""],
  ])("%s on %j gives %j", (pattern, text, found) => {
    expect(match(pattern, text)?.[0] ?? null).toBe(found);
  });

  it("names groups, also twice", () => {
    const found = match(r`(?:(?P<n>a)|(?<n>b))(?'m'c)`, "bc");
    const named = Object.entries(found?.groups ?? {}).filter(([, text]) => text !== undefined);
    expect(named.map(([name, text]) => [groupName(name), text])).toEqual([
      ["n", "b"],
      ["m", "c"],
    ]);
  });

  it("keeps the pattern's own numbers although emulation adds groups", () => {
    const compiled = compileRegex(r`(?>(a|ab))(c)\2`);
    if ("refused" in compiled) throw new Error(compiled.refused);
    const found = compiled.regex.exec("acc") ?? [];
    expect(numberedGroups(compiled.regex, found)).toEqual(["acc", "a", "c"]);
  });

  it("tells what stands in front of \\K", () => {
    const compiled = compileRegex(r`user=\K\w+`, "g");
    if ("refused" in compiled) throw new Error(compiled.refused);
    const found = compiled.regex.exec("a user=bob") ?? [""];
    expect(found[0]?.slice(keptLength(compiled.regex, found))).toBe("bob");
  });

  it("passes flags and ignores case from the beginning", () => {
    expect(match("foo", "FOO", "gi")?.[0]).toBe("FOO");
    expect(match("(?-i)foo", "FOO", "i")).toBeNull();
  });
});

describe("refusals", () => {
  it.each([
    [r`(?R)`, "recursion into a group", 0],
    [r`a(?1)`, "recursion into a group", 1],
    [r`\g{1}`, "\\g; write a back reference as \\1", 0],
    [r`(?(1)a|b)`, "a condition (?(…)…)", 0],
    [r`(?|a|b)`, "a group that resets numbers (?|…)", 0],
    [r`(*SKIP)a`, "a backtracking verb or option (*…)", 0],
    [r`\Ga`, "\\G, the place where matching began", 0],
    [r`(?<=a++b)c`, "an atomic group or possessive quantifier in a lookbehind", 4],
    [r`(a\Kb)`, "\\K inside a group", 2],
    [r`\p{Klingon}`, "the property \\p{Klingon}", 0],
  ])("%s: %s", (pattern, reason, start) => {
    const compiled = compileRegex(pattern);
    expect(compiled).toMatchObject({ code: "E-REGEXUNSUP", reason, at: { start } });
  });

  it.each([
    ["(a", "missing closing parenthesis", 0],
    ["a)", "unmatched closing parenthesis", 1],
    ["[a", "missing terminating ] for character class", 0],
    ["*a", "quantifier does not follow a repeatable item", 0],
    ["a{2}{3}", "quantifier does not follow a repeatable item", 4],
    ["a\\", "\\ at end of pattern", 1],
    ["[z-a]", "range out of order in character class", 1],
    ["a{3,1}", "numbers out of order in {} quantifier", 6],
    ["(?<1>a)", "the name of a group is missing or not valid", 0],
    ["(a)\\2", "reference to non-existent subpattern", 3],
    ["(?y)a", "unrecognized character after (? or (?-", 0],
    ["[[:foo:]]", "unknown POSIX class name", 1],
  ])("%s: %s", (pattern, reason, start) => {
    expect(compileRegex(pattern)).toMatchObject({ code: "E-REGEX", reason, at: { start } });
  });

  it("never throws and always gives what the engine takes", () => {
    const piece = fc.constantFrom(
      ..."abAB01()[]{}*+?|^$.\\-,:<>=!iPKQE#_ \n😀",
      "(?",
      "(?<n>",
      "[^",
      "\\d",
      "{1,2}",
      "(?>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const compiled = compileRegex(pieces.join(""));
        if ("refused" in compiled) expect(compiled.at.start).toBeGreaterThanOrEqual(0);
        else expect(compiled.regex.exec("aAb01 ")?.length ?? 1).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("regex arguments", () => {
  it("lose one level of escapes", () => {
    expect(regexArgument(r`\\\(?P<user>.*?)$`, true)).toBe(r`\\(?P<user>.*?)$`);
    expect(regexArgument(r`^[^\\\]+\\\\`, true)).toBe(r`^[^\\]+\\`);
    expect(regexArgument(r`\\d+\"a\|b`, true)).toBe(r`\d+"a|b`);
    expect(regexArgument(r`\\d\"`, false)).toBe(r`\\d"`);
  });
});
