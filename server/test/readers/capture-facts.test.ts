import { describe, expect, test } from "vitest";
import { type Capture, openCapture } from "#engine/readers/pcap/capture.ts";
import type { HttpMessage } from "#engine/readers/pcap/http-messages.ts";
import { nameRecords } from "#engine/readers/pcap/name-records.ts";
import { captureBytes, captureNames, expectation } from "./capture-expectations.ts";

const lastFrame = (pdus: readonly { readonly frame: number }[]): number => pdus.at(-1)?.frame ?? 0;

function httpRow(message: HttpMessage, conn: string) {
  const header = (name: string) => message.headers.get(name)?.value;
  const [first, second] = message.line.map(({ value }) => value);
  const isAnswer = first?.startsWith("HTTP/") === true;
  const auth = header("authorization")?.split(" ")[0];
  const row = {
    frame: message.frame,
    conn,
    ...(isAnswer ? { status: [Number(second)] } : { method: first, uri: second, host: header("host") }),
    contentType: header("content-type"),
    auth,
    userAgent: header("user-agent"),
    contentLength: header("content-length"),
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** The capture ends before the last chunk; the reference leaves such an answer out. */
function isCutShort({ headers, stream, end }: HttpMessage): boolean {
  const last = Buffer.from(stream.view(Math.max(0, end - 5), end) ?? []).toString("latin1");
  return headers.get("transfer-encoding")?.value === "chunked" && last !== "0\r\n\r\n";
}

function httpRows({ http }: Capture) {
  return http.flatMap(({ connection, request, response }) =>
    [request, response].flatMap((message) =>
      message === null || isCutShort(message) ? [] : [httpRow(message, connection.id)],
    ),
  );
}

describe.skipIf(captureNames.length === 0)("published and made captures", () => {
  test.each(captureNames)("%s: the endpoint mapper's towers", (name) => {
    const { towers } = openCapture(captureBytes(name));
    for (const { frame, uuids = [], tcpPorts } of expectation(name).epm ?? []) {
      const own = towers.filter(({ call, side }) => lastFrame(call[side]) === frame);
      // The reference lists interface and transfer syntax of each tower, and before them the object of a request.
      const named = own.flatMap((tower) => [tower.interface.value, tower.transfer?.value]);
      expect(named).toEqual(uuids.slice(uuids.length - named.length));
      expect(uuids.length - named.length).toBeLessThanOrEqual(1);
      const ports = own.filter(({ transport }) => transport === "ncacn_ip_tcp").map(({ port }) => port?.value);
      expect(ports).toEqual(tcpPorts);
    }
    const frames = new Set((expectation(name).epm ?? []).map(({ frame }) => frame));
    expect(towers.filter(({ call, side }) => !frames.has(lastFrame(call[side])))).toEqual([]);
  });

  test.each(captureNames)("%s: DCOM activations", (name) => {
    const { activations } = openCapture(captureBytes(name));
    const expected = expectation(name).dcom ?? [];
    const asked = activations.flatMap(({ call, clsid, iids, serverName }) =>
      clsid === null
        ? []
        : [
            {
              frame: lastFrame(call.request),
              clsid: [clsid.value],
              iid: iids.map(({ value }) => value),
              serverName: serverName === null ? undefined : [serverName.value],
            },
          ],
    );
    expect(asked).toEqual(
      expected
        .filter(({ clsid }) => clsid !== undefined)
        .map(({ frame, clsid, iid, serverName }) => ({ frame, clsid, iid, serverName })),
    );
    const answered = activations.flatMap(({ call, oxid, remUnknown, bindings, references }) =>
      oxid === null
        ? []
        : [
            {
              frame: lastFrame(call.response),
              oxid: [oxid.value],
              remUnknownIpid: remUnknown === null ? undefined : [remUnknown.value],
              ipid: references.flatMap(({ standard }) => (standard === null ? [] : [standard.ipid.value])),
              // Those of the object's reference come first there; the reply's have ports.
              bindings: bindings.map(({ address }) => address),
            },
          ],
    );
    expect(answered).toEqual(
      expected
        .filter(({ oxid }) => oxid !== undefined)
        .map(({ frame, oxid, remUnknownIpid, ipid, bindings = [] }) => {
          return { frame, oxid, remUnknownIpid, ipid, bindings: bindings.filter((address) => address.endsWith("]")) };
        }),
    );
  });

  test.each(captureNames)("%s: who authenticates in binds", (name) => {
    const capture = openCapture(captureBytes(name));
    const found = new Map(nameRecords(capture).map(({ frame, fields }) => [frame, Object.fromEntries(fields)]));
    const frames = new Set(capture.sessions.flatMap(({ pdus }) => pdus.map(({ frame }) => frame)));
    for (const { frame, sname, ntlm, target } of expectation(name).auth ?? []) {
      // Not from a client's token: the ticket that a server gives back for user-to-user authentication.
      if (!frames.has(frame) || sname?.[0] === "krbtgt") continue;
      const fields = found.get(frame);
      if (sname !== undefined) expect(fields?.service).toBe(sname.join("/"));
      if (ntlm !== undefined) {
        expect([fields?.domainname ?? "", fields?.username ?? "", fields?.hostname ?? ""]).toEqual(
          [ntlm.domain, ntlm.user, ntlm.host].map((text) => (text === "NULL" ? "" : text)),
        );
      }
      if (target !== undefined) expect(fields?.target).toBe(target[0]);
    }
  });

  test.each(captureNames)("%s: HTTP requests and answers", (name) => {
    const capture = openCapture(captureBytes(name));
    // An interim answer (100) is no answer: it is left out. Behind a gap the reference reads no more; we go on.
    const stated = (expectation(name).http ?? []).filter(({ status }) => status?.[0] !== 100);
    const gaps = new Set(
      capture.http
        .filter(({ connection: { streams } }) => streams.resp.gaps.length > 0)
        .map(({ connection }) => connection.id),
    );
    const frames = new Set(stated.map(({ frame }) => frame));
    const found = httpRows(capture).filter(({ conn, frame }) => !gaps.has(String(conn)) || frames.has(Number(frame)));
    const order = (a: { readonly frame?: unknown }, b: { readonly frame?: unknown }): number =>
      Number(a.frame) - Number(b.frame);
    expect(found.sort(order)).toEqual(stated.sort(order));
  });

  test.each(captureNames)("%s: trees and opened names of SMB", (name) => {
    const { smb } = openCapture(captureBytes(name));
    const found = [...smb].flatMap(([{ id }, actions]) =>
      actions.map(({ frame, kind, name: text }) => ({ frame, conn: id, [kind]: text })),
    );
    expect(found.sort((a, b) => a.frame - b.frame)).toEqual(expectation(name).smb ?? []);
  });
});
