import { describe, expect, test } from "vitest";
import { openCapture } from "#engine/readers/pcap/capture.ts";
import { type Pdu, pduSlices, type RpcCall, type RpcSession } from "#engine/readers/pcap/rpc-model.ts";
import { captureBytes, captureNames, type ExpectedPdu, expectation } from "./capture-expectations.ts";

const hex8 = (status: number): string => `0x${status.toString(16).padStart(8, "0")}`;

/** A PDU in the words of the reference. */
function plainPdu(session: RpcSession, pdu: Pdu, calls: ReadonlyMap<Pdu, RpcCall>): Partial<ExpectedPdu> {
  const call = calls.get(pdu);
  const found: Record<string, unknown> = {
    frame: pdu.frame,
    conn: session.connection.id,
    dir: pdu.direction,
    transport: session.pipe === null ? "tcp" : session.pipe.smb === 1 ? "smb" : "smb2",
    ptype: pdu.type,
    call: pdu.call,
    flags: pdu.flags,
    fragLen: pdu.length,
    authLen: pdu.authLength,
  };
  if (pdu.auth !== null) Object.assign(found, { authType: pdu.auth.type, authLevel: pdu.auth.level });
  if (pdu.contexts !== undefined) {
    found.contexts = pdu.contexts.map(({ id, interface: { uuid, version }, transfer }) => {
      return { ctx: id, uuid, ver: version, transfer: transfer.map((syntax) => syntax.uuid) };
    });
  }
  if (pdu.results !== undefined) {
    found.results = pdu.results.map(({ result }) => result);
    found.secAddr = pdu.secondaryAddress === "" ? null : pdu.secondaryAddress;
  }
  if (call !== undefined) {
    const uuid = call.hinted ? null : call.interface;
    Object.assign(found, { ctx: pdu.context, uuid, encrypted: pdu.auth?.level === 6 });
    if (call.opnum !== null) found.opnum = call.opnum;
    // The reference repeats the object of a request with its answer.
    if (call.object !== null) found.object = call.object;
    if (pdu.status !== undefined) found.status = hex8(pdu.status);
  }
  if (session.pipe === null) found.streamOffset = pdu.start;
  found.slices = pduSlices(pdu).map(({ frame, offset, length }) => [frame, offset, length]);
  return found as Partial<ExpectedPdu>;
}

function plainPdus(sessions: readonly RpcSession[]): Partial<ExpectedPdu>[] {
  return sessions.flatMap((session) => {
    const calls = new Map(
      session.calls.flatMap((call) => [...call.request, ...call.response].map((pdu) => [pdu, call] as const)),
    );
    return session.pdus.map((pdu) => plainPdu(session, pdu, calls));
  });
}

/** The reference adds the file id of SMB on some PDUs only, remarks, and null or "" where it knows nothing. */
function comparable({ fid: _fid, note: _note, drep: _drep, ...pdu }: ExpectedPdu): Partial<ExpectedPdu> {
  if (isHeaderOnly(pdu)) return headerOf(pdu);
  return pdu.secAddr === "" ? { ...pdu, secAddr: null } : pdu;
}

function isHeaderOnly({ transport, streamOffset }: Partial<ExpectedPdu>): boolean {
  return transport === "tcp" && streamOffset === undefined;
}

function headerOf({ frame, conn, dir, transport, ptype, call, flags, fragLen, authLen }: Partial<ExpectedPdu>) {
  return { frame, conn, dir, transport, ptype, call, flags, fragLen, authLen } as Partial<ExpectedPdu>;
}

/**
 * What the reference leaves out, and we do not: bytes of SMB and of IP fragments that are not in one frame, the interface of
 * an answer over SMB whose request it has lost, everything of a PDU that the snap length has cut but its header.
 */
const OPTIONAL = ["slices", "streamOffset", "uuid", "opnum", "secAddr"] as const;

function asStated(found: Partial<ExpectedPdu>, stated: Partial<ExpectedPdu> | undefined): Partial<ExpectedPdu> {
  if (stated !== undefined && isHeaderOnly(stated)) return headerOf(found);
  const same: Record<string, unknown> = { ...found };
  for (const key of OPTIONAL) {
    if (stated?.[key] === undefined) delete same[key];
    else if (stated[key] === null) same[key] = null;
  }
  return same;
}

const keyOf = ({ conn, dir, frame, call, ptype }: Partial<ExpectedPdu>): string =>
  [conn, dir, frame, call, ptype].join(" ");

const order = (a: Partial<ExpectedPdu>, b: Partial<ExpectedPdu>): number =>
  (a.frame ?? 0) - (b.frame ?? 0) || (a.streamOffset ?? 0) - (b.streamOffset ?? 0);

describe.skipIf(captureNames.length === 0)("published and made captures", () => {
  test.each(captureNames)("%s: PDUs, contexts and calls are those of the reference tools", (name) => {
    const expected = expectation(name).dcerpc.filter(({ transport }) => transport !== "udp");
    const { sessions } = openCapture(captureBytes(name));
    const stated = expected.map(comparable).sort(order);
    const keys = new Set(stated.map(keyOf));
    const behindGap = new Set(
      sessions
        .filter(({ connection: { streams } }) => streams.orig.gaps.length + streams.resp.gaps.length > 0)
        .map(({ connection }) => connection.id),
    );
    // Behind a gap the reference reads nothing more.
    const found = plainPdus(sessions).filter((pdu) => !behindGap.has(pdu.conn ?? "") || keys.has(keyOf(pdu)));
    expect(found.sort(order).map((pdu, i) => asStated(pdu, stated[i]))).toEqual(stated);
  });

  test.each(captureNames)("%s: connectionless calls are those of the reference tools", (name) => {
    const expected = expectation(name).dcerpc.filter(({ transport }) => transport === "udp");
    const found = openCapture(captureBytes(name)).datagrams.map(
      ({ connection, datagram, type, opnum, sequence, interface: uuid }) => {
        return {
          frame: datagram.frame,
          conn: connection.id,
          dir: datagram.direction,
          transport: "udp",
          ptype: type,
          if: uuid,
          opnum,
          seq: sequence,
        };
      },
    );
    expect(found).toEqual(expected);
  });
});
