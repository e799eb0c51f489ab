// DCE/RPC over a connection (C706 chapter 12, MS-RPCE 2.2.2): PDUs, contexts, and who authenticates how.

import { ascii, cat, padded, u8, u16, u32, uuid } from "./bytes.mjs";

const REQUEST = 0;
const RESPONSE = 2;
const FAULT = 3;
const BIND = 11;
const BIND_ACK = 12;
const ALTER = 14;
const ALTER_ACK = 15;
const AUTH3 = 16;
const WHOLE = 3;
const HEADER_SIGNING = 4;
const HAS_OBJECT = 0x80;

const NDR = { uuid: "8a885d04-1ceb-11c9-9fe8-08002b104860", version: 2 };
const NDR64 = { uuid: "71710533-beba-4937-8319-b5dbef9ccc36", version: 1 };
const FEATURES = { uuid: "6cb71c2c-9812-4540-0300-000000000000", version: 1 };
/** What Windows offers for one interface, each in a context of its own, and what a short client offers. */
export const OFFERS = { windows: [NDR, NDR64, FEATURES], short: [NDR] };
/** Accepted; refused for its transfer syntaxes; an answer to the negotiation of features. */
const RESULTS = new Map([
  [NDR, cat(u16(0, 0), uuid(NDR.uuid), u32(NDR.version))],
  [NDR64, cat(u16(2, 2), Buffer.alloc(20))],
  [FEATURES, cat(u16(3, 3), Buffer.alloc(20))],
]);

/** A PDU; `auth` is `{ type, level, token }`, and the body is padded before its verifier. */
function pdu(type, call, body, { flags = WHOLE, auth = null } = {}) {
  let whole = body;
  if (auth !== null) {
    const full = padded(body, type === REQUEST || type === RESPONSE ? 16 : 4);
    whole = cat(full, u8(auth.type, auth.level, full.length - body.length, 0), u32(0), auth.token);
  }
  const size = u16(16 + whole.length, auth?.token.length ?? 0);
  return cat(u8(5, 0, type, flags, 0x10, 0, 0, 0), size, u32(call), whole);
}

function contexts(first, { uuid: named, version = 0 }, offers) {
  const entries = offers.map((offer, i) =>
    cat(u16(first + i), u8(1, 0), uuid(named), u32(version), uuid(offer.uuid), u32(offer.version)),
  );
  return cat(u8(offers.length, 0, 0, 0), ...entries);
}

function accepted(address, offers) {
  const name = address === "" ? u16(0) : cat(u16(address.length + 1), ascii(`${address}\0`));
  const results = offers.map((offer) => RESULTS.get(offer));
  return cat(padded(cat(u16(5840, 5840), u32(0x1b2a), name), 4), u8(offers.length, 0, 0, 0), ...results);
}

/** A client's calls on one connection. `security` gives the tokens: see `security.mjs`. */
export class RpcClient {
  #call = 1;
  #contexts = new Map();
  #next = 0;

  constructor(connection, offers, security) {
    this.connection = connection;
    this.offers = offers;
    this.security = security;
  }

  bind(target) {
    const { security, connection, offers } = this;
    const flags = WHOLE | (security.signsHeaders ? HEADER_SIGNING : 0);
    const first = cat(u16(5840, 5840), u32(0), contexts(this.#next, target, offers));
    this.#call += 1;
    const address = String(connection.ends.server.port);
    connection.say("client", pdu(BIND, this.#call, first, { flags, auth: security.hello() }));
    connection.say("server", pdu(BIND_ACK, this.#call, accepted(address, offers), { flags, auth: security.answer() }));
    this.#contexts.set(target.uuid, this.#next);
    if (security.thirdLeg === "auth3")
      connection.say("client", pdu(AUTH3, this.#call, Buffer.alloc(4), { auth: security.proof() }));
    if (security.thirdLeg === "alter") this.#alter(target, this.#next, { ask: security.proof(), give: security.end() });
    this.#next += offers.length;
  }

  /** A call. `arguments` and `result` are stubs; `took` is how long the server needs, in microseconds. */
  call(target, opnum, { object = null, stub, result, took = 900, fault = null, sealed = false, during }) {
    const context = this.#contextOf(target);
    const { connection, security } = this;
    this.#call += 1;
    const call = this.#call;
    const flags = WHOLE | (object === null ? 0 : HAS_OBJECT);
    const ask = security.wrap(stub, sealed);
    const body = cat(u32(stub.length), u16(context, opnum), object ?? Buffer.alloc(0), ask.stub);
    const asked = connection.clock.now;
    connection.say("client", pdu(REQUEST, call, body, { flags, auth: ask.auth }));
    connection.acknowledge("server");
    during?.(asked);
    connection.clock.now = Math.max(connection.clock.now, asked + took);
    const answered = connection.clock.now;
    const head = cat(u32(fault === null ? result.length : 32), u16(context), u8(0, 0));
    if (fault !== null) {
      connection.say("server", pdu(FAULT, call, cat(head, u32(fault, 0))));
      return { asked, answered };
    }
    const give = security.wrap(result, sealed);
    connection.say("server", pdu(RESPONSE, call, cat(head, give.stub), { auth: give.auth }));
    connection.acknowledge("client");
    return { asked, answered };
  }

  #contextOf(target) {
    const known = this.#contexts.get(target.uuid);
    if (known !== undefined) return known;
    const context = this.#next;
    this.#next += 1;
    this.#alter(target, context, { ask: null, give: null }, [NDR]);
    this.#contexts.set(target.uuid, context);
    return context;
  }

  #alter(target, context, { ask, give }, offers = [NDR]) {
    this.#call += 1;
    const asked = cat(u16(5840, 5840), u32(0x1b2a), contexts(context, target, offers));
    this.connection.say("client", pdu(ALTER, this.#call, asked, { auth: ask }));
    this.connection.say("server", pdu(ALTER_ACK, this.#call, accepted("", offers), { auth: give }));
  }
}
