import { CallTable, type OpenCall } from "./call-table.ts";
import type { ByteStream, Connection, Direction } from "./model.ts";
import { readPduChain } from "./pdu-chain.ts";
import type { ContextState, Pdu, Pipe, RpcSession } from "./rpc-model.ts";

/** A session with its calls still open to what later traffic says of their interfaces. */
export interface OpenSession extends RpcSession {
  readonly calls: readonly OpenCall[];
}

const order = (a: Direction, b: Direction): number => (a === b ? 0 : a === "orig" ? -1 : 1);

/** Reads the RPC of two directions: PDUs in order of arrival, contexts as they are defined, calls with their answers. */
export function readSession(
  connection: Connection,
  pipe: Pipe | null,
  streams: Readonly<Record<Direction, ByteStream>>,
): OpenSession {
  const orig = readPduChain(streams.orig, "orig");
  const resp = readPduChain(streams.resp, "resp");
  const pdus = [...orig.pdus, ...resp.pdus];
  pdus.sort((a, b) => a.frame - b.frame || order(a.direction, b.direction) || a.start - b.start);
  const skipped = orig.skipped + resp.skipped;
  const naming = pdus.find(({ secondaryAddress = "" }) => secondaryAddress !== "");
  const session: { -readonly [K in keyof RpcSession]: RpcSession[K] } = {
    connection,
    pipe,
    pdus,
    calls: [],
    secondaryAddress: naming?.secondaryAddress ?? null,
    naming: naming ?? null,
    skipped,
  };
  const calls = readCalls(session);
  session.calls = calls;
  return session as OpenSession;
}

function readCalls(session: RpcSession): OpenCall[] {
  const contexts = new Map<number, ContextState>();
  const offers = new Map<string, Offer[]>();
  const table = new CallTable(session);
  for (const pdu of session.pdus) {
    if (pdu.contexts !== undefined) offers.set(`${pdu.direction} ${pdu.call}`, offer(pdu, contexts));
    else if (pdu.results !== undefined) {
      const asked = `${pdu.direction === "orig" ? "resp" : "orig"} ${pdu.call}`;
      settle(offers.get(asked) ?? [], pdu, contexts);
    } else if (pdu.type === "request") table.request(pdu, contexts);
    else if (pdu.type === "response" || pdu.type === "fault") table.answer(pdu, contexts);
  }
  return table.calls;
}

/** A context that was offered, and the one of that id that it replaces if it is accepted. */
interface Offer {
  readonly state: ContextState;
  readonly before: ContextState | undefined;
}

function offer(pdu: Pdu, contexts: Map<number, ContextState>): Offer[] {
  return (pdu.contexts ?? []).map((offered) => {
    const before = contexts.get(offered.id);
    const state: ContextState = {
      id: offered.id,
      interface: offered.interface,
      bind: pdu,
      result: null,
      transfer: null,
    };
    contexts.set(offered.id, state);
    return { state, before };
  });
}

/** Results answer the contexts in the order of the offer. A rejected one leaves the id as it was. */
function settle(offers: readonly Offer[], pdu: Pdu, contexts: Map<number, ContextState>): void {
  for (const [i, { result, transfer }] of (pdu.results ?? []).entries()) {
    const offered = offers[i];
    if (offered === undefined) return;
    offered.state.result = result;
    offered.state.transfer = result === 0 ? transfer : null;
    const replaced = result !== 0 && offered.before?.result === 0;
    if (replaced && contexts.get(offered.state.id) === offered.state) contexts.set(offered.state.id, offered.before);
  }
}
