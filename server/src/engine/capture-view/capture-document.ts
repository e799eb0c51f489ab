import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { DecodedCapture } from "../readers/pcap/decode-capture.ts";
import type { Connection, Direction } from "../readers/pcap/model.ts";
import { bytesView } from "./bytes-view.ts";
import { connectionSections, frameSection, streamSections } from "./connection-sections.ts";
import { printableView } from "./printable-view.ts";
import { PAGE_BYTES, pagesOf } from "./section.ts";
import { timelineLines } from "./timeline.ts";
import type { ByteView } from "./view.ts";

/** Events in one document of the timeline. */
export const PAGE_EVENTS = 10_000;

/** What of a capture is looked at: written as `timeline`, `connection=tcp-0`, `pdu=tcp-0/3`, `frame=12`, `printable=tcp-0/orig`. */
export type CapturePlace =
  | { readonly kind: "timeline" }
  | { readonly kind: "connection"; readonly connection: string }
  | { readonly kind: "pdu"; readonly connection: string; readonly pdu: number }
  | { readonly kind: "frame"; readonly frame: number }
  | { readonly kind: "printable"; readonly connection: string; readonly direction: Direction };

/** A place and the page of it, from 0. */
export interface CaptureQuery {
  readonly place: CapturePlace;
  readonly page: number;
}

/** One document of a capture. */
export interface CaptureDocument {
  readonly view: ByteView;
  /** Ordinal of the event on the first line, for a timeline. */
  readonly firstEvent: number | undefined;
  /** The connection that the bytes are of, where they are of one. */
  readonly connection: Connection | undefined;
  readonly pages: number;
}

const PLACE = /^(timeline|connection|pdu|frame|printable)(?:=([^&]*))?(?:&page=(\d{1,9}))?$/;

/** Reads a query; null when it names nothing that is shown. */
export function parseQuery(query: string): CaptureQuery | null {
  const [, kind, value = "", page = "0"] = PLACE.exec(query === "" ? "timeline" : query) ?? [];
  const place = kind === undefined ? null : parsePlace(kind, value);
  return place && { place, page: Number(page) };
}

function parsePlace(kind: string, value: string): CapturePlace | null {
  const [connection = "", part = ""] = value.split("/");
  switch (kind) {
    case "timeline":
      return { kind };
    case "connection":
      return { kind, connection: value };
    case "pdu":
      return /^\d{1,9}$/.test(part) ? { kind, connection, pdu: Number(part) } : null;
    case "frame":
      return /^\d{1,9}$/.test(value) ? { kind, frame: Number(value) } : null;
    default:
      return part === "orig" || part === "resp" ? { kind: "printable", connection, direction: part } : null;
  }
}

/** The query that shows a page of a connection's bytes. */
export function connectionQuery(connection: string, page: number): string {
  return page === 0 ? `connection=${connection}` : `connection=${connection}&page=${page}`;
}

/** Makes a document; null when the capture has no such connection, PDU or frame. */
export function captureDocument(
  { place, page }: CaptureQuery,
  decoded: DecodedCapture,
  rpc: RpcInterfaces | undefined,
): CaptureDocument | null {
  const { capture, records } = decoded;
  if (place.kind === "timeline") {
    const firstEvent = page * PAGE_EVENTS;
    const view = plainView(timelineLines(records, firstEvent, PAGE_EVENTS, rpc));
    return { view, firstEvent, connection: undefined, pages: Math.max(1, Math.ceil(records.length / PAGE_EVENTS)) };
  }
  const { packets } = capture;
  if (place.kind === "frame") {
    if (place.frame < 1 || place.frame > packets.frameCount) return null;
    const connection = packets.segment(place.frame)?.connection;
    const view = bytesView([frameSection(place.frame, packets)]);
    return { view, firstEvent: undefined, connection, pages: 1 };
  }
  const connection = packets.connections.find(({ id }) => id === place.connection);
  if (connection === undefined) return null;
  const sections =
    place.kind === "printable"
      ? streamSections(connection, place.direction, PAGE_BYTES)
      : connectionSections(connection, capture, rpc);
  if (place.kind === "pdu") {
    const own = sections.filter(({ pdu }) => pdu === place.pdu);
    return own.length === 0 ? null : { view: bytesView(own), firstEvent: undefined, connection, pages: 1 };
  }
  const pages = pagesOf(sections);
  const shown = sections.filter((_, i) => pages[i] === page);
  const view = place.kind === "printable" ? printableView(shown) : bytesView(shown);
  return { view, firstEvent: undefined, connection, pages: (pages.at(-1) ?? 0) + 1 };
}

/** Where the bytes of an event begin among those of its connection: the page, and the line there. */
export function eventPlace(
  ordinal: number,
  { capture, records }: DecodedCapture,
  rpc: RpcInterfaces | undefined,
): { readonly query: string; readonly line: number } | null {
  const record = records[ordinal];
  if (record === undefined) return null;
  const { connection, kind, start, end } = record;
  const sections = connectionSections(connection, capture, rpc);
  const within = ({ frame, offset, length }: { frame: number; offset: number; length: number }): boolean => {
    const at = capture.packets.frame(frame).start + offset;
    return at < end && start < at + length;
  };
  const found = kind === "conn" ? 0 : sections.findIndex((section) => section.slices().some(within));
  const index = Math.max(0, found);
  const pages = pagesOf(sections);
  const page = pages[index] ?? 0;
  const view = bytesView(sections.filter((_, i) => pages[i] === page));
  const line = view.sections[index - pages.indexOf(page)]?.line ?? 0;
  return { query: connectionQuery(connection.id, page), line };
}

function plainView(lines: readonly string[]): ByteView {
  return { lines, sections: [], notes: [], placesOf: () => [], selected: () => null };
}
