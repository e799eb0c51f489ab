import { printableForm, wireBytes } from "#semantics/signature/uuid.ts";
import { readHex } from "#syntax/signature/hex-text.ts";
import { parsePrintableGlob } from "#syntax/signature/printable-glob.ts";
import { uuidWithin } from "#syntax/signature/uuid-text.ts";
import { type BytesTest, defineElement, RPC_PLACES } from "../element.ts";
import type { ElementReader } from "../element-reader.ts";
import { matchBytes } from "../match-bytes.ts";
import { matchPrintable } from "../match-printable.ts";
import { uuidsNamed } from "../named-uuid.ts";
import { readOpnums } from "../opnums.ts";

/** `interface` and `uuid`: an RPC interface, class or transfer syntax in decoded traffic. */
export const rpcInterface = defineElement({
  kinds: ["uuid", "interface"],
  summary: "An interface, class or transfer syntax in decoded DCE/RPC; with `opnum`, its calls.",
  keys: {
    uuid: "The UUID in any written form.",
    interface: "The name of an interface, or its UUID.",
    hex: "The stated wire form; compared with the UUID, and matched when `match` says so.",
    ascii: "The stated printable characters of the wire form; compared, and matched when `match` says so.",
    match: "The ways that count: `decoded` (the default), `hex`, `ascii`.",
    in: "Where: `bind` and `alter_context` (both by default), `transfer_syntax`, `tower`, `activation`, `objref`.",
    opnum: "Calls by number, name, list or range such as `12-14`.",
    version: "The stated version of the interface; compared with the catalog.",
  },
  read(reader) {
    const scalar = reader.scalar("uuid") ?? reader.scalar("interface");
    if (scalar === undefined) return undefined;
    const uuids = uuidsNamed(scalar.value, reader.catalog);
    const places = reader.words("in", RPC_PLACES);
    const opnums = readOpnums(reader, uuids);
    const ways = reader.words("match", ["decoded", "hex", "ascii"] as const);
    const [first] = uuids;
    if (first === undefined) {
      const meant = uuidWithin(scalar.value);
      const message = `"${scalar.value}" is neither a UUID nor the name of a known interface.`;
      reader.fault(message, scalar.span, meant === undefined ? undefined : { scalar, text: meant });
      return undefined;
    }
    return {
      on: "rpc",
      uuids: new Set(uuids),
      opnums,
      places: new Set(places.length > 0 ? places : (["bind", "alter_context"] as const)),
      ways: new Set(ways.length > 0 ? ways : (["decoded"] as const)),
      hex: hexTest(reader, first),
      ascii: asciiTest(reader.scalar("ascii")?.value ?? printableForm(first)),
    };
  },
});

/** The stated bytes when they are readable, else the wire form. */
function hexTest(reader: ElementReader, uuid: string): BytesTest {
  const stated = reader.scalar("hex");
  const read = stated === undefined ? undefined : readHex(stated.value);
  const values = read !== undefined && "bytes" in read ? read.bytes : wireBytes(uuid);
  const items = values.map(
    (value) => ({ kind: "byte", span: { start: 0, end: 0 }, value, mask: 0xff, negated: false }) as const,
  );
  return {
    on: "bytes",
    source: { kind: "bytes", items },
    find(subject) {
      const { spans, complete } = matchBytes(items, subject);
      return { matches: spans.map((span) => [span]), complete };
    },
  };
}

function asciiTest(form: string): BytesTest | undefined {
  if (form === "") return undefined;
  const glob = parsePrintableGlob(`*${form.replace(/[\\*]/g, "\\$&")}*`);
  return {
    on: "bytes",
    source: { kind: "printable", glob, nocase: false },
    find(subject) {
      const chain = matchPrintable(glob, subject, false);
      return { matches: chain === null ? [] : [chain], complete: true };
    },
  };
}
