import { describe, expect, it } from "vitest";
import { findUuids, hexForm, printableForm, uuidOfWireBytes, wireBytes } from "./uuid.ts";

const REM_UNKNOWN_2 = "00000143-0000-0000-c000-000000000046";

describe("UUID forms", () => {
  it("swaps the first three groups on the wire and back", () => {
    expect(hexForm("8a885d04-1ceb-11c9-9fe8-08002b104860")).toBe("04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60");
    expect(uuidOfWireBytes(wireBytes(REM_UNKNOWN_2))).toBe(REM_UNKNOWN_2);
  });

  it("projects the printable bytes", () => {
    expect(printableForm(REM_UNKNOWN_2)).toBe("CF");
    expect(printableForm("8a885d04-1ceb-11c9-9fe8-08002b104860")).toBe("]+H`");
  });

  it("finds canonical and byte forms at their places", () => {
    const text = "x {8A885D04-1ceb-11c9-9fe8-08002b104860} and 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46.";
    const found = findUuids(text, (uuid) => uuid === REM_UNKNOWN_2);
    expect(found.map(({ uuid, form, span }) => [uuid, form, text.slice(span.start, span.end)])).toEqual([
      ["8a885d04-1ceb-11c9-9fe8-08002b104860", "canonical", "8A885D04-1ceb-11c9-9fe8-08002b104860"],
      [REM_UNKNOWN_2, "wire", "43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46"],
    ]);
  });

  it("recognises bytes in canonical order when only that reading is known", () => {
    const found = findUuids("00000143000000 00c000000000000046", (uuid) => uuid === REM_UNKNOWN_2);
    expect(found).toMatchObject([{ uuid: REM_UNKNOWN_2, form: "big-endian" }]);
  });

  it("leaves longer runs of bytes alone", () => {
    expect(findUuids("0043 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46 47", () => false)).toEqual([]);
    expect(findUuids("d41d8cd98f00b204e9800998ecf8427ed41d8cd9", () => false)).toEqual([]);
    expect(findUuids("md5 d41d8cd98f00b204e9800998ecf8427e", () => false)).toEqual([]);
    expect(findUuids("MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", () => false)).toEqual([]);
    expect(findUuids("2001:0db8:85a3:0000:0000:8a2e:0370:7334", () => false)).toEqual([]);
    expect(findUuids("00000000-0000-0000-0000-000000000000", () => true)).toEqual([]);
  });
});

it("finds bytes with a dash between every pair", () => {
  const bytes = "43-01-00-00-00-00-00-00-C0-00-00-00-00-00-00-46";
  const uuid = "00000143-0000-0000-c000-000000000046";
  expect(findUuids(`a ${bytes} b`, () => true)).toEqual([
    { span: { start: 2, end: 2 + bytes.length }, uuid, form: "wire" },
  ]);
  expect(findUuids(`a ${bytes}-00`, () => true)).toEqual([]);
});
