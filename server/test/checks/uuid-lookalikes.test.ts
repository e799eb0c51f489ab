import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { convertUuid } from "#ide/signature/convert-uuid.ts";
import { signatureHints } from "#ide/signature/uuid-hints.ts";
import { testEnvironment } from "#test/support/environment.ts";

/** Texts that look like UUIDs or their bytes, or are UUIDs of other kinds. Nothing is to be said of them. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  "a UUID in a URL": "https://login.example.org/9f0b1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3/oauth2/token?x=1",
  "an event's activity": "{4F6B3C2A-91D2-4E55-A0B7-0C1D2E3F4A5B}",
  "an event provider": "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}",
  "a process GUID": "{A98268C1-9C2E-5ACD-0000-00102B5A0000}",
  "a class in the registry": "HKLM\\SOFTWARE\\Classes\\CLSID\\{9BA05973-F6A8-12CF-A442-10A0C90A8F39}\\InprocServer32",
  "a known folder": "::{20D04FE0-3AEA-1069-A2D8-08002B30309D}",
  "a volume": "\\\\?\\Volume{26a21bda-a627-11d7-9931-806e6f6e6963}\\Windows\\System32\\cmd.exe",
  "a path with a GUID": "C:\\Windows\\Installer\\{90160000-008C-0000-1000-0000000FF1CE}\\wordicon.exe",
  "an MD5": "d41d8cd98f00b204e9800998ecf8427e",
  "an MD5 in capitals": "5F4DCC3B5AA765D61D8327DEB882CF99",
  "an MD5 with a name": "MD5=098F6BCD4621D373CADE4E832627B4F6,IMPHASH=F34D5F2D4577ED6D9CEEC516C1F5A744",
  "a key's fingerprint": "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
  "a SHA-1": "da39a3ee5e6b4b0d3255bfef95601890afd80709",
  "a SHA-256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "a certificate's fingerprint": "A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D",
  "an IPv6 address": "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
  "an IPv6 address without colons": "20010db885a3000000008a2e03707334",
  "a hardware address": "00-1A-2B-3C-4D-5E",
  "a hardware address of eight bytes": "02:1a:2b:ff:fe:3c:4d:5e",
  base64: "QwEAAAAAAADAAAAAAAAARg==",
  "base64 of digits": "00000143000000000000000000000046",
  "a trace of the cloud": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  "a commit": "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
  "a telephone number": "0049 30 12 34 56 78 90 12 34 56 78 90 12 34 56 78",
  "days of a month": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16",
  "a GUID without a digit": "{9F0B1C2D-3E4F-4A5B-8C6D-7E8F90A1B2C}",
  "a longer one": "9f0b1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3-0001",
  zeros: "00000000-0000-0000-0000-000000000000",
};

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const DOCUMENTS: Readonly<Record<string, (text: string) => { readonly name: string; readonly text: string }>> = {
  "a Sigma rule": (text) => ({
    name: "rule.yml",
    text: `title: t\nlogsource: { product: windows, category: process_creation }\ndetection:\n  s:\n    CommandLine|contains: ${quote(text)}\n    ProcessGuid: ${quote(text)}\n  condition: s\n`,
  }),
  "a Sigma rule's words": (text) => ({
    name: "rule.yml",
    text: `title: t\ndescription: ${quote(text)}\nlogsource: { product: rpc_firewall, definition: ${quote(`audit ${text}`)} }\ndetection:\n  s: { InterfaceUuid: 367abb81-9844-35f1-ad32-98f038001003 }\n  condition: s\n`,
  }),
  "a page": (text) => ({
    name: "page.md",
    text: `# Signatures\n\nSeen with the signature:\n\n- ${text}\n- \`${text}\`\n`,
  }),
  "a page beside an interface": (text) => ({
    name: "page.md",
    text: `# Signatures\n\n- The interface 00000143-0000-0000-c000-000000000046, seen with ${text}\n- \`${text}\`\n`,
  }),
  "a search": (text) => ({
    name: "search.spl",
    text: `index=main Guid="${text.replace(/[\\"]/g, "\\$&")}" | head 5\n`,
  }),
  "a signature's text": (text) => ({
    name: "rule.yml",
    text: `title: t\nlogsource: { product: network, service: packets }\nsignatures:\n  a: { text: ${quote(text)} }\ncondition: a\n`,
  }),
};

describe.each(Object.entries(DOCUMENTS))("in %s", (_where, document) => {
  it.each(Object.entries(LOOKALIKES))("nothing is said of %s", (_what, text) => {
    const { name, text: whole } = document(text);
    const analysis = analyseDocument(createDocument(name, 1, whole), testEnvironment);
    const found = diagnostics(analysis, { preset: "all", severity: {} }).filter(({ code }) =>
      code.startsWith("signature/"),
    );
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    const from =
      whole.indexOf(document("\u0000").text.split("\u0000")[0] ?? "") + document("\u0000").text.indexOf("\u0000");
    const hints = signatureHints(analysis, { start: from, end: from + text.length });
    expect(hints.map(({ label }) => label)).toEqual([]);
    // Any UUID can be converted.
    if (/[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text)) return;
    for (let at = from; at < from + text.length; at += 7)
      expect(convertUuid(analysis, { start: at, end: at })).toEqual([]);
  });
});

describe("selections by InterfaceUuid", () => {
  it.each([
    "InterfaceUuid|startswith: 367abb81",
    "InterfaceUuid|contains: '-ad32-'",
    "InterfaceUuid|re: '^367abb81-.*'",
    "InterfaceUuid: '367abb81-*'",
    "InterfaceUuid: '%rpc_interfaces%'",
    "InterfaceUuid|expand: '%rpc_interfaces%'",
    "InterfaceUuid: null",
    "InterfaceUuid|exists: true",
    "InterfaceUuid: '{367ABB81-9844-35F1-AD32-98F038001003}'",
    "{ InterfaceUuid: 367abb81-9844-35f1-ad32-98f038001003, OpNum|gt: 200 }",
    "{ InterfaceUuid: 367abb81-9844-35f1-ad32-98f038001003, OpNum: '*' }",
  ])("%s is no mistake", (selection) => {
    const text = `title: t\nlogsource: { product: rpc_firewall }\ndetection:\n  s:\n    ${selection}\n  condition: s\n`;
    const analysis = analyseDocument(createDocument("rule.yml", 1, text), testEnvironment);
    const found = diagnostics(analysis, { preset: "all", severity: {} }).filter(({ code }) =>
      code.startsWith("signature/"),
    );
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});
