import { describe, expect, test } from "vitest";
import { captureBytes, captureNames, type ExpectedConnection, expectation, packetsOf } from "./capture-expectations.ts";

/**
 * The reference takes the first sender for the originator when no opening was captured. So do we, except when only its port
 * is that of a service: two captures begin with a server's segment.
 */
function byServerPort({ gap: _gap, ...conn }: ExpectedConnection): Omit<ExpectedConnection, "gap"> {
  const servers = [135, 445, 139, 80, 443, 5985, 5986, 88, 389];
  if (conn.proto === "udp" || conn.handshake || !servers.includes(conn.orig_p) || servers.includes(conn.resp_p))
    return conn;
  const ends = { orig_h: conn.resp_h, orig_p: conn.resp_p, resp_h: conn.orig_h, resp_p: conn.orig_p };
  return { ...conn, ...ends, origBytes: conn.respBytes, respBytes: conn.origBytes };
}

describe.skipIf(captureNames.length === 0)("published and made captures", () => {
  test.each(captureNames)("%s: frames and connections are those of the reference tools", (name) => {
    const expected = expectation(name);
    const packets = packetsOf(captureBytes(name));
    const nine = (ts: string): string => ts.padEnd(ts.indexOf(".") + 10, "0");
    expect(packets.format).toBe(expected.capture.format);
    expect(packets.frameCount).toBe(expected.capture.frames);
    expect(nine(packets.frame(1).ts)).toBe(expected.capture.firstTs);
    expect(nine(packets.frame(packets.frameCount).ts)).toBe(expected.capture.lastTs);
    const found = packets.connections.map((connection) => {
      const { id, proto, orig, resp, handshake, firstFrame, streams, packets: count } = connection;
      const size = (side: "orig" | "resp"): number =>
        proto === "udp" ? 0 : (streams[side].gaps[0]?.start ?? streams[side].length);
      const ends = { orig_h: orig.host, orig_p: orig.port, resp_h: resp.host, resp_p: resp.port };
      const frames = count.orig + count.resp;
      const firstTs = nine(packets.frame(firstFrame).ts);
      return {
        id,
        proto,
        ...ends,
        handshake,
        frames,
        firstFrame,
        firstTs,
        origBytes: size("orig"),
        respBytes: size("resp"),
      };
    });
    expect(found).toEqual(expected.conns.map(byServerPort));
  });

  test.each(captureNames)("%s: byte patterns are where the reference reader finds them", (name) => {
    const packets = packetsOf(captureBytes(name));
    for (const { hex, frames, streams } of Object.values(expectation(name).bytes)) {
      const wanted = Buffer.from(hex, "hex");
      for (const [frame, offset] of frames) {
        expect(Buffer.from(packets.frameBytes(frame)).subarray(offset, offset + wanted.length)).toEqual(wanted);
      }
      for (const [id, direction, at] of streams) {
        const stream = packets.connections.find((connection) => connection.id === id)?.streams[direction];
        expect(Buffer.from(stream?.view(at, at + wanted.length) ?? [])).toEqual(wanted);
        const parts = stream?.slices(at, at + wanted.length) ?? [];
        const bytes = parts.flatMap(({ frame, offset, length }) => [
          ...packets.frameBytes(frame).subarray(offset, offset + length),
        ]);
        expect(Buffer.from(bytes)).toEqual(wanted);
      }
    }
  });
});
