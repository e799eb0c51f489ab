import { describe, expect, it } from "vitest";
import { renderAddress } from "./address.ts";
import { readAddress, writeAddress } from "./address-text.ts";

const say = (text: string, certain = false): string | undefined => renderAddress(text, certain);

describe("renderAddress", () => {
  it("gives range, size and kind of IPv6 blocks", () => {
    expect(say("fe80::/10")).toBe(
      "IPv6 block, link-local (RFC 4291): `fe80::` to `febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff`, 2^118 addresses",
    );
    expect(say("2001:db8::/112")).toBe(
      "IPv6 block, for documentation (RFC 3849): `2001:db8::` to `2001:db8::ffff`, 65536 addresses",
    );
    expect(say("fd00::1/64")).toContain("not the first of its block, `fd00::/64`");
    expect(say("2a00:1450::/32")).toMatch(/^IPv6 block, public/);
  });

  it("names single addresses", () => {
    expect(say("::1")).toBe("IPv6 address, loopback (RFC 4291)");
    expect(say("::ffff:10.0.0.1")).toBe(
      "IPv6 address, IPv4-mapped (RFC 4291): `10.0.0.1`, IPv4 address, private (RFC 1918)",
    );
    expect(say("2606:4700::1111")).toBe("IPv6 address, public, global unicast (RFC 4291)");
    expect(say("8.8.8.8")).toBeUndefined();
    expect(say("8.8.8.8", true)).toBe("IPv4 address, public (in no special block)");
  });

  it("says why what can be nothing but an address is none", () => {
    expect(say("256.1.1.1", true)).toBe("No IPv4 address: 256 is more than 255.");
    expect(say("203.0.113.0/33", true)).toBe("No IPv4 block: the length of a prefix is at most 32, here it is 33.");
    expect(say("fe80::/129", true)).toBe("No IPv6 block: the length of a prefix is at most 128, here it is 129.");
    expect(say("256.1.1.1")).toBeUndefined();
  });

  it("reads the beginning of an address before a wildcard", () => {
    expect(say("192.168.1.*", true)).toBe(
      "Addresses that begin with `192.168.1.`: IPv4 block, private (RFC 1918): `192.168.1.0` to `192.168.1.255`, 256 addresses",
    );
    expect(say("10.*", true)).toContain("16777216 addresses");
    expect(say("300.*", true)).toBe("No IPv4 address: 300 is more than 255.");
    expect(say("10.1*", true)).toBeUndefined();
    expect(say("10.*")).toBeUndefined();
  });

  it("is silent on what is no address", () => {
    for (const text of ["", ":", "::1::", "1:2:3", "12345::", "1.2.3", "1.2.3.4.5", "a:b:c:d:e:f:g:h", "10:20:30"])
      expect(say(text, true), text).toBeUndefined();
  });

  it("writes as RFC 5952 has it", () => {
    for (const text of ["::", "::1", "1::", "1:0:0:2::3", "2001:db8::1:0:0:1", "1:2:3:4:5:6:7:8", "1:0:2:3:4:5:6:7"]) {
      const read = readAddress(text);
      expect(writeAddress(read?.address ?? 0n, 6)).toBe(text);
    }
    expect(writeAddress(readAddress("2001:db8:0:0:1:0:0:1")?.address ?? 0n, 6)).toBe("2001:db8::1:0:0:1");
  });
});
