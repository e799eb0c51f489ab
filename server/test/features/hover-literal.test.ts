import { describe, expect, it } from "vitest";
import { hover } from "#ide/hover/hover.ts";
import { fixture } from "./support.ts";

function contents(marked: string): string | undefined {
  const { analysis, cursor } = fixture(marked);
  return hover(analysis, cursor)?.contents;
}

describe("hover on a literal", () => {
  it("says what it is, in searches and in expressions", () => {
    expect(contents('index=main src="10.1.0.‸0/16"')).toContain("65536 addresses");
    expect(contents('index=main | where cidrmatch("10.1.‸0.0/16", src)')).toContain("private");
    expect(contents('index=main CommandLine="*aGVsbG8g‸ZGV0ZWN0aW9u*"')).toContain("hello detection");
  });

  it("decodes short text as UTF-16, and no word", () => {
    expect(contents('index=main CommandLine="*SQBF‸AFgA*"')).toContain("Base64 of UTF-16 text:\n\n```\nIEX");
    expect(contents('index=main CommandLine="*bootstr‸apdata*"')).toBeUndefined();
    expect(contents('index=main CommandLine="*SYSTEM‸32*"')).toBeUndefined();
  });

  it("leaves fields their own meaning of a value", () => {
    expect(contents("index=main Logon_Type=1‸0")).toContain("RemoteInteractive");
    expect(contents('index=main CommandLine="*what‸ever*"')).toBeUndefined();
  });
});
