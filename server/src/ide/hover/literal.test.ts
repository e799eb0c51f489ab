import { describe, expect, it } from "vitest";
import { testCatalog as catalog } from "#test/support/catalog.ts";
import { renderLiteral } from "./literal.ts";

const say = (text: string): string | undefined => renderLiteral(text, catalog);

describe("renderLiteral", () => {
  it("gives the range and kind of a block, and notes an address inside it", () => {
    expect(say("10.0.0.0/8")).toBe(
      "IPv4 block, private (RFC 1918): `10.0.0.0` to `10.255.255.255`, 16777216 addresses",
    );
    expect(say("8.8.8.8/32")).toBe("IPv4 block: `8.8.8.8` to `8.8.8.8`, 1 address");
    expect(say("192.168.1.7/24")).toContain("not the first of its block, `192.168.1.0/24`");
    expect(say("0.0.0.0/0")).toBe("IPv4 block: `0.0.0.0` to `255.255.255.255`, 4294967296 addresses");
  });

  it("says what a special address is, and nothing of what may be a version", () => {
    expect(say("127.0.0.1")).toBe("IPv4 address, loopback (RFC 1122)");
    expect(say("172.31.255.255")).toContain("private");
    expect(say("172.32.0.0")).toBeUndefined();
    expect(say("256.1.1.1")).toBeUndefined();
    expect(say("10.0.0.0/33")).toBeUndefined();
  });

  it("says that the UUID of zeros stands for none", () => {
    expect(say("{00000000-0000-0000-0000-000000000000}")).toContain("stands for none");
  });

  it("names well-known SIDs", () => {
    expect(say("S-1-5-18")).toContain("SID of **");
    expect(say("S-1-5-21-1-2-3-512")).toContain("Domain Admins");
    expect(say("S-1-5-21-*-519")).toContain("Enterprise Admins");
    expect(say("S-1-5-21-1-2-3-4711")).toContain("**an account or group that was made in a domain or on a computer**");
    expect(say("S-1-5-5-0-12345")).toContain("a logon session");
    expect(say("S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464")).toContain("TrustedInstaller");
    expect(say("S-1-5-99-1")).toBeUndefined();
  });

  it("decodes what is text, wildcards around it aside", () => {
    expect(say("*aGVsbG8gZGV0ZWN0aW9u*")).toContain("Base64 of text:\n\n```\nhello detection\n```");
    expect(say("dwBoAG8AYQBtAGkA")).toContain("UTF-16 text");
    expect(say("dwBoAG8AYQBtAGkA")).toContain("whoami");
    expect(say("68656c6c6f20776f726c64")).toContain("hello world");
  });

  it("leaves alone what does not decode to text, or is too short to tell", () => {
    for (const text of ["ProcessCreations", "d41d8cd98f00b204e9800998ecf8427e", "aGk=", "", "*", "powershell.exe -enc"])
      expect(say(text)).toBeUndefined();
  });
});
