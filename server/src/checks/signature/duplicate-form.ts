import { toHost } from "#base/source-map.ts";
import type { BytesSource } from "#languages/signature/element.ts";
import { encoded } from "#languages/signature/match-text.ts";
import type { ReadElement } from "#languages/signature/signature-language.ts";
import { uuidOfBytes, uuidOfWireBytes } from "#semantics/signature/uuid.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { nameOf } from "../support/known-uuid.ts";

export const duplicateForm = defineRuleCheck({
  id: "signature/duplicate-form",
  severity: "hint",
  grade: "likely",
  preset: "recommended",
  summary: "Two elements of a signature state the same thing in different forms.",
  why: "A UUID and its bytes are one fact. As two elements they are counted and read as two, and when one is changed the other stays. One element can state both: `uuid` with `hex`, and `match: [decoded, hex]` where both are to count.",
  check(_rule, ctx) {
    for (const { analytic, read } of ctx.signatures) {
      const seen = new Map<string, ReadElement>();
      for (const one of read.elements) {
        const key = keyOf(one, (uuid) => nameOf(uuid, ctx.catalog) !== undefined);
        const first = key === undefined ? undefined : seen.get(key);
        if (key !== undefined && first === undefined) seen.set(key, one);
        if (first === undefined) continue;
        const message = `“${one.element.name}” states what “${first.element.name}” does, in ${kindOf(one) === kindOf(first) ? "the same" : "another"} form.`;
        ctx.report(toHost(analytic.query.map, one.element.nameSpan), message);
      }
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046 }\n  b: { bytes: '04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60' }\ncondition: a and b\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { text: RPCSS, port: 135 }\n  b: { bytes: '52 50 43 53 53', port: 445 }\n  c: { interface: IWbemServices, opnum: 24 }\n  d: { interface: IWbemServices }\ncondition: 1 of them\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046 }\n  «b»: { bytes: '43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46' }\ncondition: a or b\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { text: RPCSS }\n  «b»: { bytes: '52 50 43 53 53' }\ncondition: a or b\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { interface: IRemUnknown2 }\n  «b»: { uuid: 00000143-0000-0000-c000-000000000046 }\ncondition: a or b\n",
      },
    ],
  },
});

/** What an element states and where, in one form; undefined for what has no other form. */
function keyOf({ test, options }: ReadElement, known: (uuid: string) => boolean): string | undefined {
  const { protocols, ports, direction, count, offset, after, distance, not } = options;
  const shared = JSON.stringify([protocols, ports, direction, count, offset, after, distance, not]);
  if (test.on === "rpc") {
    const [uuid, ...others] = test.uuids;
    if (others.length > 0) return undefined;
    if (test.opnums !== undefined) return `${uuid} ${[...test.opnums].sort((a, b) => a - b).join()} ${shared}`;
    const places = [...test.places].sort().join();
    return `${uuid} ${places === "alter_context,bind" ? "" : places} ${shared}`;
  }
  if (test.on !== "bytes") return undefined;
  const bytes = exactBytes(test.source);
  if (bytes === undefined) return undefined;
  const uuid = bytes.length === 16 ? [uuidOfWireBytes(bytes), uuidOfBytes(bytes)].find(known) : undefined;
  // The bytes of an interface are found wherever its decoded form is, so their scope does not make another thing of them.
  if (uuid !== undefined) return `${uuid}  ${shared}`;
  return `${bytes.join()} ${options.scope ?? ""} ${options.pdus.join()} ${shared}`;
}

function exactBytes(source: BytesSource): readonly number[] | undefined {
  if (source.kind === "text") {
    const { text, encodings, nocase, fullword } = source.pattern;
    const [encoding, ...others] = encodings;
    return encoding === undefined || others.length > 0 || nocase || fullword ? undefined : [...encoded(text, encoding)];
  }
  if (source.kind !== "bytes") return undefined;
  const bytes = source.items.flatMap((item) =>
    item.kind === "byte" && item.mask === 0xff && !item.negated ? [item.value] : [],
  );
  return bytes.length === source.items.length ? bytes : undefined;
}

function kindOf({ test }: ReadElement): string {
  return test.on === "bytes" ? test.source.kind : test.on;
}
