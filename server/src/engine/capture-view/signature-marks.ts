import type { WirePiece } from "#events/wire.ts";
import type { DecodedCapture } from "../readers/pcap/decode-capture.ts";
import type { Connection } from "../readers/pcap/model.ts";
import { type ElementMatch, scopeOf } from "../signature/find-element.ts";
import { judge, type SoughtRule, type Verdict } from "../signature/verdict.ts";
import { type CaptureDocument, PAGE_EVENTS } from "./capture-document.ts";
import type { LineSpan } from "./view.ts";

/** A highlight of a signature's match. */
export interface SignatureMark extends LineSpan {
  /** Index of the element in the rule; absent for an event as a whole. */
  readonly element?: number;
  /** For the hover: which match it is, and where. */
  readonly note: string;
}

/** Matches of one element that are marked at most. */
export const MOST_MATCHES = 1000;

/**
 * Where the elements of a rule were found in a document of a capture: bytes in a view of bytes, events in a timeline. Elements are
 * shown also where the condition does not hold, and then the note says so; events only where it holds.
 */
export function signatureMarks(
  document: CaptureDocument,
  rule: SoughtRule,
  decoded: DecodedCapture,
): readonly SignatureMark[] {
  if (document.firstEvent !== undefined) return eventMarks(document.firstEvent, rule, decoded);
  if (document.connection === undefined) return [];
  const verdict = verdictOf(document.connection, rule, decoded);
  const subject = rule.per === "capture" ? "capture" : "connection";
  return rule.elements.flatMap(({ element: { name }, options }, element) => {
    const inStream = ["stream", "pdu"].includes(scopeOf(options));
    const { matches, complete } = verdict.found.get(name) ?? { matches: [], complete: true };
    const total = `${complete ? "" : "at least "}${matches.length}`;
    return matches.slice(0, MOST_MATCHES).flatMap((match, i) => {
      const note = `Element ${name}, match ${i + 1} of ${total} in this ${subject}`;
      return matchMarks(match, document, inStream).map(({ place, where }) => ({
        ...place,
        element,
        note: `${note}${where}.${verdict.holds ? "" : ` The condition does not hold in this ${subject}.`}`,
      }));
    });
  });
}

function verdictOf(connection: Connection, rule: SoughtRule, { wires }: DecodedCapture): Verdict {
  return judge(rule, wires().of(connection));
}

function matchMarks(
  { scope, ranges, stated }: ElementMatch,
  { view }: CaptureDocument,
  inStream: boolean,
): readonly { readonly place: LineSpan; readonly where: string }[] {
  const found = (piece: WirePiece, offset: string) =>
    view.placesOf(piece).map((place) => ({ place, where: `${offset}, frame ${piece.frame} at ${piece.offset}` }));
  if (scope === undefined) return (stated ?? []).flatMap((piece) => found(piece, ", decoded"));
  return ranges.flatMap((range) => {
    const offset = inStream ? `, stream offset 0x${(scope.offset + range.start).toString(16)}` : "";
    return scope.slices(range).flatMap((piece) => found(piece, offset));
  });
}

/** Events of the page, with the elements that were found in each. */
function eventMarks(firstEvent: number, rule: SoughtRule, decoded: DecodedCapture): readonly SignatureMark[] {
  const notes = new Map<Connection, ReadonlyMap<number, string>>();
  return decoded.records.slice(firstEvent, firstEvent + PAGE_EVENTS).flatMap(({ connection }, line) => {
    const known = notes.get(connection) ?? eventNotes(verdictOf(connection, rule, decoded));
    notes.set(connection, known);
    const note = known.get(firstEvent + line);
    return note === undefined ? [] : [{ line, start: 0, end: 0, note }];
  });
}

/** What was found in each event of a connection in which the condition holds. */
function eventNotes({ holds, events, found }: Verdict): ReadonlyMap<number, string> {
  const notes = new Map<number, string>();
  if (!holds) return notes;
  for (const [name, { matches }] of found) {
    const own = new Map<number, number[]>();
    for (const [i, match] of matches.entries()) {
      for (const event of match.events) {
        const numbers = own.get(event);
        if (numbers === undefined) own.set(event, [i + 1]);
        else numbers.push(i + 1);
      }
    }
    for (const [event, numbers] of own) {
      if (!events.has(event)) continue;
      const before = notes.get(event);
      const note = `Element ${name}, ${numbersText(numbers)} of ${matches.length}`;
      notes.set(event, before === undefined ? note : `${before}; ${note}`);
    }
  }
  return notes;
}

function numbersText(own: readonly number[]): string {
  const shown = own.slice(0, 5).join(", ");
  return `match ${own.length > 5 ? `${shown}, …` : shown}`;
}
