import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { WireConnection } from "#events/wire.ts";
import { uuidAt } from "../readers/pcap/bytes.ts";
import type { SoughtRule } from "../signature/verdict.ts";
import { judge } from "../signature/verdict.ts";
import { bytesView } from "./bytes-view.ts";
import { pagesOf, type Section, type SectionNote } from "./section.ts";
import { MOST_MATCHES, type SignatureMark } from "./signature-marks.ts";
import type { ByteView } from "./view.ts";

/** Bytes in which known UUIDs are looked for; further ones of a dump have no notes. */
const NOTED_BYTES = 1 << 16;

/** A page of the dumps of a hexadecimal paste, each a section on the same grid whatever it was written like. */
export interface DumpDocument {
  readonly view: ByteView;
  readonly pages: number;
  /** Where the elements of a rule were found, as in documents of captures. */
  marks(rule: SoughtRule): readonly SignatureMark[];
}

/** Makes the document of a page, from 0; `dumps` are the subjects of the sample's events. */
export function dumpDocument(
  dumps: readonly WireConnection[],
  page: number,
  rpc: RpcInterfaces | undefined,
): DumpDocument {
  const sections = dumps.flatMap((dump, i) => sectionOf(dump, i + 1, rpc) ?? []);
  const pages = pagesOf(sections);
  const view = bytesView(sections.filter((_, i) => pages[i] === page));
  return {
    view,
    pages: (pages.at(-1) ?? 0) + 1,
    marks: (rule) => dumps.flatMap((dump, i) => (pages[i] === page ? dumpMarks(dump, i + 1, view, rule) : [])),
  };
}

/** The line of a dump's heading, with the page that it stands on. */
export function dumpPlace(
  dumps: readonly WireConnection[],
  number: number,
): { readonly page: number; readonly line: number } | null {
  const sections = dumps.flatMap((dump, i) => sectionOf(dump, i + 1, undefined) ?? []);
  const pages = pagesOf(sections);
  const page = pages[number];
  if (page === undefined) return null;
  const view = bytesView(sections.filter((_, i) => pages[i] === page));
  return { page, line: view.sections[number - pages.indexOf(page)]?.line ?? 0 };
}

/** A dump counts as a frame: its number is that of the event, from 1. */
function sectionOf(dump: WireConnection, number: number, rpc: RpcInterfaces | undefined): Section | undefined {
  const [scope] = dump.scopes("frame");
  if (scope === undefined) return undefined;
  const bytes = scope.bytes();
  return {
    title: `dump ${number} · ${bytes.length} ${bytes.length === 1 ? "byte" : "bytes"}`,
    offset: 0,
    length: bytes.length,
    bytes: () => bytes,
    pdu: undefined,
    slices: () => [{ frame: number, offset: 0, length: bytes.length }],
    notes: () => uuidNotes(bytes, rpc),
  };
}

/** Interfaces, classes and transfer syntaxes whose wire form stands in the bytes. */
function uuidNotes(bytes: Uint8Array, rpc: RpcInterfaces | undefined): readonly SectionNote[] {
  const notes: SectionNote[] = [];
  if (rpc === undefined) return notes;
  const last = Math.min(bytes.length, NOTED_BYTES) - 16;
  for (let at = 0; at <= last; at++) {
    // Either byte order may have been sent; a UUID that reads the same in both is told once.
    for (const little of [true, false]) {
      const name = nameOf(uuidAt(bytes, at, little), rpc);
      if (name === undefined) continue;
      notes.push({ at, text: little ? name : `${name}, big-endian` });
      break;
    }
  }
  return notes;
}

function nameOf(uuid: string, rpc: RpcInterfaces): string | undefined {
  return rpc.byUuid(uuid)?.name ?? rpc.transferSyntax(uuid)?.name ?? rpc.clsid(uuid)?.name;
}

function dumpMarks(dump: WireConnection, number: number, view: ByteView, rule: SoughtRule): readonly SignatureMark[] {
  const { found, holds } = judge(rule, dump);
  return rule.elements.flatMap(({ element: { name } }, element) => {
    const { matches, complete } = found.get(name) ?? { matches: [], complete: true };
    const total = `${complete ? "" : "at least "}${matches.length}`;
    return matches.slice(0, MOST_MATCHES).flatMap(({ ranges }, i) =>
      ranges.flatMap(({ start, end }) => {
        const where = `, offset 0x${start.toString(16)}.${holds ? "" : " The condition does not hold in this dump."}`;
        const note = `Element ${name}, match ${i + 1} of ${total} in this dump${where}`;
        return view
          .placesOf({ frame: number, offset: start, length: end - start })
          .map((place) => ({ ...place, element, note }));
      }),
    );
  });
}
