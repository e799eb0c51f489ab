import { describe, expect, it } from "vitest";
import { signatureMarks } from "#engine/capture-view/signature-marks.ts";
import type { SoughtRule } from "#engine/signature/verdict.ts";
import { nodeCatalog } from "#hosts/node/environment.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { decoded, RULE, shown } from "./decoded-capture.ts";
import { session } from "./make-capture.ts";

function sought(text: string): SoughtRule {
  const { elements, condition, per, problems } = readSignatures(parseSignatureRule(text), nodeCatalog());
  if (condition === undefined) throw new Error(JSON.stringify(problems));
  return { elements, condition, per };
}

describe("matches in the documents", () => {
  const marked = async (query: string, text = RULE) => {
    const capture = await decoded(session());
    const document = shown(query, capture);
    return signatureMarks(document, sought(text), capture).map(({ line, start, end, element, note }) => {
      const { lines } = document.view;
      return [element ?? "event", element === undefined ? line : lines[line]?.slice(start, end), note];
    });
  };

  it("stand in both columns of bytes, with where they are", async () => {
    expect(await marked("connection=tcp-0")).toMatchInlineSnapshot(`
      [
        [
          0,
          "99 dc 56 95 8c 82 cf 11  a3 7e 00 aa 00 32 40 c7",
          "Element wmi, match 1 of 1 in this connection, decoded, frame 3 at 72.",
        ],
        [
          0,
          "..V......~...2@.",
          "Element wmi, match 1 of 1 in this connection, decoded, frame 3 at 72.",
        ],
        [
          1,
          "61 62 63 64",
          "Element letters, match 1 of 1 in this connection, stream offset 0x60, frame 5 at 64.",
        ],
        [
          1,
          "abcd",
          "Element letters, match 1 of 1 in this connection, stream offset 0x60, frame 5 at 64.",
        ],
        [
          2,
          "61 62",
          "Element chain, match 1 of 1 in this connection, stream offset 0x60, frame 5 at 64.",
        ],
        [
          2,
          "ab",
          "Element chain, match 1 of 1 in this connection, stream offset 0x60, frame 5 at 64.",
        ],
        [
          2,
          "67 68",
          "Element chain, match 1 of 1 in this connection, stream offset 0x7e, frame 6 at 66.",
        ],
        [
          2,
          "gh",
          "Element chain, match 1 of 1 in this connection, stream offset 0x7e, frame 6 at 66.",
        ],
      ]
    `);
  });

  it("stand on the events", async () => {
    expect(await marked("timeline")).toMatchInlineSnapshot(`
      [
        [
          "event",
          1,
          "Element wmi, match 1 of 1",
        ],
        [
          "event",
          2,
          "Element letters, match 1 of 1; Element chain, match 1 of 1",
        ],
        [
          "event",
          3,
          "Element letters, match 1 of 1; Element chain, match 1 of 1",
        ],
      ]
    `);
  });

  it("stand in frames and printable text", async () => {
    expect((await marked("printable=tcp-0/orig")).map(([element, text]) => [element, text])).toMatchInlineSnapshot(`
      [
        [
          0,
          "V~2@",
        ],
        [
          1,
          "abcd",
        ],
        [
          2,
          "ab",
        ],
        [
          2,
          "gh",
        ],
      ]
    `);
    expect((await marked("frame=5")).map(([element, text]) => [element, text])).toMatchInlineSnapshot(`
      [
        [
          1,
          "61 62 63 64",
        ],
        [
          1,
          "abcd",
        ],
        [
          2,
          "61 62",
        ],
        [
          2,
          "ab",
        ],
      ]
    `);
  });

  it("say when the condition does not hold", async () => {
    const text = RULE.replace("condition: wmi", "condition: not wmi");
    expect(await marked("timeline", text)).toEqual([]);
    const notes = (await marked("connection=tcp-0", text)).map(([, , note]) => String(note));
    expect(notes.every((note) => note.endsWith("The condition does not hold in this connection."))).toBe(true);
    expect(notes.length).toBeGreaterThan(0);
  });
});
