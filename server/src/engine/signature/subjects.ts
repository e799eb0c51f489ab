import type { WireConnection, WirePiece, WireScope } from "#events/wire.ts";
import type { Per } from "#languages/signature/signature-language.ts";
import type { ElementFound, ElementMatch } from "./find-element.ts";
import type { Found } from "./ordering.ts";

/** What of the matches in a connection belongs to each subject; a subject in which nothing was found has no events to give. */
export function subjectsOf(per: Per, found: Found, connection: WireConnection): readonly Found[] {
  if (per !== "stream" && per !== "pdu") return [found];
  const pduOf = per === "pdu" ? pdusByPlace(connection) : undefined;
  const subjects = new Map<unknown, Map<string, ElementMatch[]>>();
  for (const [name, { matches }] of found) {
    for (const match of matches) {
      const key = pduOf === undefined ? match.direction : (match.scope ?? pduOf(match.stated?.[0]) ?? match);
      let subject = subjects.get(key);
      if (subject === undefined) {
        subject = new Map();
        subjects.set(key, subject);
      }
      const list = subject.get(name);
      if (list === undefined) subject.set(name, [match]);
      else list.push(match);
    }
  }
  return [...subjects.values()].map((subject) => withMatches(found, subject));
}

/** What was found in several connections, as if in one. */
export function together(all: readonly Found[]): Found {
  const merged: Found = new Map();
  for (const found of all) {
    for (const [name, one] of found) {
      const before = merged.get(name);
      if (before === undefined) {
        merged.set(name, one);
        continue;
      }
      const stopped = before.stopped ?? one.stopped;
      const matches = [...before.matches, ...one.matches];
      const both: ElementFound = { matches, complete: before.complete && one.complete };
      merged.set(name, stopped === undefined ? both : { ...both, stopped });
    }
  }
  return merged;
}

function withMatches(found: Found, subject: ReadonlyMap<string, readonly ElementMatch[]>): Found {
  return new Map([...found].map(([name, one]) => [name, { ...one, matches: subject.get(name) ?? [] }]));
}

/** Finds the PDU that a piece of a frame belongs to. */
function pdusByPlace(connection: WireConnection): (piece: WirePiece | undefined) => WireScope | undefined {
  const frames = new Map<number, { readonly start: number; readonly end: number; readonly pdu: WireScope }[]>();
  for (const pdu of connection.scopes("pdu")) {
    for (const { frame, offset, length } of pdu.slices({ start: 0, end: pdu.bytes().length })) {
      const place = { start: offset, end: offset + length, pdu };
      const list = frames.get(frame);
      if (list === undefined) frames.set(frame, [place]);
      else list.push(place);
    }
  }
  return (piece) =>
    piece && frames.get(piece.frame)?.find(({ start, end }) => start <= piece.offset && piece.offset < end)?.pdu;
}
