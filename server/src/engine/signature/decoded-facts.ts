import type { WireHttp, WireRpc } from "#events/wire.ts";
import type { Activation } from "../readers/pcap/activation.ts";
import type { HttpExchange } from "../readers/pcap/http-messages.ts";
import type { Slice } from "../readers/pcap/model.ts";
import { objRefsIn } from "../readers/pcap/objrefs.ts";
import { type Pdu, pduSlices, type RpcCall, type RpcSession } from "../readers/pcap/rpc-model.ts";
import { originOf, stubOf } from "../readers/pcap/stub.ts";
import type { Tower } from "../readers/pcap/towers.ts";
import { type EventsOf, sideOf } from "./byte-scopes.ts";

/** Contexts, calls and object references of a connection's sessions. */
export function rpcFacts(sessions: readonly RpcSession[], eventsOf: EventsOf): readonly WireRpc[] {
  const facts: WireRpc[] = [];
  for (const { pdus, calls } of sessions) {
    for (const pdu of pdus) facts.push(...contextFacts(pdu, eventsOf));
    for (const call of calls) {
      const { request, response, interface: uuid, opnum } = call;
      if (request.length > 0 && uuid !== null && opnum !== null)
        facts.push({ ...factOf(request, eventsOf), uuid, opnum, place: "request", stated: opnumPlace(request) });
      for (const fragments of [request, response]) facts.push(...objectFacts(fragments, eventsOf));
    }
  }
  return facts;
}

/** The abstract and transfer syntaxes that a bind or alter_context offers. */
function contextFacts(pdu: Pdu, eventsOf: EventsOf): readonly WireRpc[] {
  const shared = factOf([pdu], eventsOf);
  return (pdu.contexts ?? []).flatMap(({ interface: abstract, transfer }) => [
    { ...shared, uuid: abstract.uuid, place: pdu.type, stated: pduSlices(pdu, abstract.at, abstract.at + 16) },
    ...transfer.map(({ uuid, at }) => {
      return { ...shared, uuid, place: "transfer_syntax", stated: pduSlices(pdu, at, at + 16) };
    }),
  ]);
}

/** Bytes 22 and 23 of a request are the number of the procedure (DCE 1.1 RPC, 12.6.4.9). */
function opnumPlace([first]: readonly Pdu[]): readonly Slice[] {
  return first === undefined ? [] : pduSlices(first, 22, 24);
}

function objectFacts(fragments: readonly Pdu[], eventsOf: EventsOf): readonly WireRpc[] {
  const stub = fragments.length === 0 ? null : stubOf(fragments);
  if (stub === null) return [];
  return objRefsIn(stub.bytes).map(({ iid }) => {
    return { ...factOf(fragments, eventsOf), uuid: iid.value, place: "objref", stated: originOf(stub, iid) };
  });
}

/** Interfaces that the endpoint mapper is asked for or answers, and classes and interfaces of activations. */
export function activationFacts(
  towers: readonly Tower[],
  activations: readonly Activation[],
  eventsOf: EventsOf,
): readonly WireRpc[] {
  const inTowers = towers.map(({ call, side, stub, interface: found }) => {
    const stated = originOf(stub, found);
    return { ...factOf(fragmentsOf(call, side), eventsOf), uuid: found.value, place: "tower", stated };
  });
  const asked = activations.flatMap(({ call, request, clsid, iids }) =>
    [...(clsid === null ? [] : [clsid]), ...iids].map((found) => {
      const stated = request === null ? [] : originOf(request, found);
      return { ...factOf(call.request, eventsOf), uuid: found.value, place: "activation", stated };
    }),
  );
  return [...inTowers, ...asked];
}

function fragmentsOf({ request, response }: RpcCall, side: Tower["side"]): readonly Pdu[] {
  return side === "request" ? request : response;
}

function factOf(fragments: readonly Pdu[], eventsOf: EventsOf) {
  const [first] = fragments;
  const direction = sideOf(first?.direction ?? "orig");
  return {
    opnum: undefined,
    direction,
    pdu: first?.type ?? "",
    events: eventsOf(fragments.flatMap((pdu) => pduSlices(pdu))),
  };
}

/** The requests of a connection; bodies are decoded by their mark or stated charset, XML is left as it is. */
export function httpFacts(exchanges: readonly HttpExchange[], eventsOf: EventsOf): readonly WireHttp[] {
  return exchanges.flatMap(({ request }): readonly WireHttp[] => {
    if (request === null) return [];
    const { line, headers, body, stream, start, end } = request;
    const bytes = body.view(0, body.length) ?? new Uint8Array();
    const charset = headers.get("content-type")?.value ?? "";
    return [
      {
        method: line[0].value,
        path: line[1].value,
        headers: [...headers].map(([name, { value }]) => `${name}: ${value}`).join("\n"),
        body: bodyText(bytes, charset),
        events: eventsOf(stream.slices(start, end)),
      },
    ];
  });
}

function bodyText(bytes: Uint8Array, contentType: string): string {
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || /charset="?utf-16/i.test(contentType);
  return new TextDecoder(big ? "utf-16be" : wide ? "utf-16le" : "utf-8").decode(bytes);
}
