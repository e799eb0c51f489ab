// Who a client is on a connection: Kerberos in SPNEGO with signed or sealed calls, NTLM at the level of the connection, nobody.

import { noise } from "./bytes.mjs";
import { answerTicket, askWithTicket, complete, confirm, sealed, signed } from "./kerberos.mjs";
import { authenticate, challenge, negotiate } from "./ntlm.mjs";

const SPNEGO = 9;
const NTLM = 10;
const CONNECT = 2;
const PACKET = 4;
const PRIVACY = 6;

/** A ticket for a service. Calls are signed; sealed ones are noise, in the length of what they would say. */
export function kerberos({ service, realm, label }) {
  let order = 0;
  const verifier = (level, token) => ({ type: SPNEGO, level, token });
  return {
    signsHeaders: true,
    thirdLeg: "alter",
    hello: () => verifier(PACKET, askWithTicket(service, realm, label)),
    answer: () => verifier(PACKET, answerTicket(label)),
    proof: () => verifier(PACKET, confirm(label)),
    end: () => verifier(PACKET, complete()),
    wrap(stub, seal) {
      order += 1;
      if (!seal) return { stub, auth: verifier(PACKET, signed(order, `${label} ${order}`)) };
      const text = noise(`sealed ${label} ${order}`, stub.length);
      return { stub: text, auth: verifier(PRIVACY, sealed(order, `${label} ${order}`)) };
    },
  };
}

/** A name and a proof of the password, once a connection: calls carry no verifier and can be read. */
export function ntlm(facts, target) {
  const verifier = (token) => ({ type: NTLM, level: CONNECT, token });
  return {
    signsHeaders: false,
    thirdLeg: "auth3",
    hello: () => verifier(negotiate()),
    answer: () => verifier(challenge(facts)),
    proof: () => verifier(authenticate(facts, target)),
    wrap: (stub) => ({ stub, auth: null }),
  };
}

export const nobody = () => ({
  signsHeaders: false,
  thirdLeg: "none",
  hello: () => null,
  answer: () => null,
  wrap: (stub) => ({ stub, auth: null }),
});
