import type { Direction } from "./model.ts";
import type { ContextState, Pdu, RpcCall, RpcSession } from "./rpc-model.ts";

/** A call while its PDUs come. */
export interface OpenCall extends RpcCall {
  readonly request: Pdu[];
  readonly response: Pdu[];
  interface: string | null;
  hinted: boolean;
}

const FIRST = 1;
const LAST = 2;

/** Pairs requests with their answers by call id, and fragments with their first. */
export class CallTable {
  readonly calls: OpenCall[] = [];
  readonly #session: RpcSession;
  readonly #open = new Map<string, OpenCall>();

  constructor(session: RpcSession) {
    this.#session = session;
  }

  request(pdu: Pdu, contexts: ReadonlyMap<number, ContextState>): void {
    const key = `${pdu.direction} ${pdu.call}`;
    const known = this.#open.get(key);
    const goesOn =
      known !== undefined && (pdu.flags & FIRST) === 0 && !isDone(known.request) && known.response.length === 0;
    if (goesOn) {
      known.request.push(pdu);
      return;
    }
    this.#add(key, pdu, contexts).request.push(pdu);
  }

  answer(pdu: Pdu, contexts: ReadonlyMap<number, ContextState>): void {
    const key = `${other(pdu.direction)} ${pdu.call}`;
    const known = this.#open.get(key);
    const call = known === undefined || isDone(known.response) ? this.#add(key, pdu, contexts) : known;
    call.response.push(pdu);
  }

  #add(key: string, pdu: Pdu, contexts: ReadonlyMap<number, ContextState>): OpenCall {
    const context = pdu.context === undefined ? null : (contexts.get(pdu.context) ?? null);
    const call: OpenCall = {
      session: this.#session,
      id: pdu.call,
      direction: pdu.type === "request" ? pdu.direction : other(pdu.direction),
      request: [],
      response: [],
      context,
      contextId: pdu.context ?? null,
      opnum: pdu.opnum ?? null,
      object: pdu.object ?? null,
      interface: context?.interface.uuid ?? null,
      hinted: false,
    };
    this.#open.set(key, call);
    this.calls.push(call);
    return call;
  }
}

const other = (direction: Direction): Direction => (direction === "orig" ? "resp" : "orig");

/** The last fragment has come, or a fault, which has one only. */
function isDone(pdus: readonly Pdu[]): boolean {
  const last = pdus.at(-1);
  return last !== undefined && ((last.flags & LAST) !== 0 || last.type === "fault");
}
