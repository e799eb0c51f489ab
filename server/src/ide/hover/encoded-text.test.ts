import { describe, expect, it } from "vitest";
import { renderEncoded } from "./encoded-text.ts";

describe("renderEncoded", () => {
  it.each([
    ["powershell -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAKQA=", "Base64 of UTF-16 text", "IEX (New-Object)"],
    ["JABzAD0ATgBlAHcALQBPAGIAagBlAGMAdAA", "Base64 of UTF-16 text", "$s=New-Object"],
    ["48 65 6c 6c 6f 20 57 6f 72 6c 64", "Bytes of text", "Hello World"],
    ["\\x48\\x65\\x6c\\x6c\\x6f", "Bytes of text", "Hello"],
    ["0x48, 0x65, 0x6c, 0x6c", "Bytes of text", "Hell"],
    ["{ 48 65 6C 6C 6F }", "Bytes of text", "Hello"],
    ["w6TDtsO8IGlzdCBVVEYtOA==", "Base64 of UTF-8 text", "äöü ist UTF-8"],
    ["SGVsbG8_V29ybGQ-PiE", "Base64 of text", "Hello?World>>!"],
    ["%2e%2e%2fetc%2fpasswd", "Percent-encoding of text", "../etc/passwd"],
    ["6400690072002000", "Hexadecimal of UTF-16 text", "dir "],
  ])("%s", (text, form, decoded) => {
    expect(renderEncoded(text)).toBe(`${form}:\n\n\`\`\`\n${decoded}\n\`\`\``);
  });

  it("names files by their beginning", () => {
    expect(renderEncoded("TVqQAAMAAAAEAAAA//8AALgAAAA=")).toBe(
      "Base64 of bytes that begin as a program of Windows does (`MZ`)",
    );
    expect(renderEncoded("H4sIAAAAAAAAA8tIzcnJVyjPL8pJAQCFEUoNCwAAAA==")).toContain("gzip");
    expect(renderEncoded("7f454c4602010100")).toContain("ELF");
  });

  it.each([
    "d41d8cd98f00b204e9800998ecf8427e",
    "0xdeadbeef",
    "administrator",
    "Administrators12",
    "Microsoft-Windows-Sysmon",
    "%administrator%",
    "%ad%be%ef%",
    "00:1a:2b:3c:4d:5e",
    "10 20 30 40 50",
    "2026-11-24 10 11 12 13",
    "",
    "====",
    "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
    "7f",
  ])("leaves %s alone", (text) => {
    expect(renderEncoded(text)).toBeUndefined();
  });
});
