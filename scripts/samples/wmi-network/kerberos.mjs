// Authentication as Windows sends it in DCE/RPC: Kerberos inside SPNEGO (RFC 4120, 4121, 4178). Nothing is really
// encrypted: what would be is noise of the right length.

import { ascii, cat, noise, u8, u64 } from "./bytes.mjs";

const SPNEGO = u8(0x06, 0x06, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x02);
const KRB5 = u8(0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02);
const MS_KRB5 = u8(0x06, 0x09, 0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 0x01, 0x02, 0x02);
const NTLMSSP = u8(0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a);
const AES256 = 18;

function der(tag, ...contents) {
  const body = cat(...contents);
  if (body.length < 0x80) return cat(u8(tag, body.length), body);
  return body.length < 0x100
    ? cat(u8(tag, 0x81, body.length), body)
    : cat(u8(tag, 0x82, body.length >> 8, body.length & 0xff), body);
}

const sequence = (...contents) => der(0x30, ...contents);
const field = (index, ...contents) => der(0xa0 | index, ...contents);
const integer = (value) => der(0x02, u8(value));
const general = (text) => der(0x1b, ascii(text));
const encrypted = (label, length, version = null) =>
  sequence(
    field(0, integer(AES256)),
    ...(version === null ? [] : [field(1, integer(version))]),
    field(2, der(0x04, noise(label, length))),
  );

/** The client's first token: a ticket for a service, such as `RPCSS/srv01.corp.example`. */
export function askWithTicket(service, realm, label) {
  const [kind, host] = service.split("/");
  const name = sequence(field(0, integer(2)), field(1, sequence(general(kind), general(host))));
  const ticket = der(
    0x61,
    sequence(
      field(0, integer(5)),
      field(1, general(realm)),
      field(2, name),
      field(3, encrypted(`ticket ${label}`, 1084, 5)),
    ),
  );
  const request = der(
    0x6e,
    sequence(
      field(0, integer(5)),
      field(1, integer(14)),
      field(2, der(0x03, u8(0, 0x20, 0, 0, 0))),
      field(3, ticket),
      field(4, encrypted(`authenticator ${label}`, 272)),
    ),
  );
  const mechanisms = field(0, sequence(MS_KRB5, KRB5, NTLMSSP));
  const token = field(2, der(0x04, der(0x60, KRB5, u8(0x01, 0x00), request)));
  return der(0x60, SPNEGO, field(0, sequence(mechanisms, token)));
}

const reply = (label) =>
  der(0x6f, sequence(field(0, integer(5)), field(1, integer(15)), field(2, encrypted(`reply ${label}`, 92))));

/** The server's answer: not yet complete, the mechanism that it takes, and its proof. */
export const answerTicket = (label) =>
  field(1, sequence(field(0, der(0x0a, u8(1))), field(1, MS_KRB5), field(2, der(0x04, reply(`server ${label}`)))));

/** The client's third leg, which DCE/RPC adds, and the server's last word. */
export const confirm = (label) => field(1, sequence(field(2, der(0x04, reply(`client ${label}`)))));
export const complete = () => field(1, sequence(field(0, der(0x0a, u8(0)))));

/** A signature (MIC token), and the trailer of a sealed message (wrap token), with their sequence number. */
export const signed = (order, label) =>
  cat(u8(0x04, 0x04, 0x04, 0xff, 0xff, 0xff, 0xff, 0xff), u64(order).reverse(), noise(`mic ${label}`, 12));
export const sealed = (order, label) =>
  cat(u8(0x05, 0x04, 0x06, 0xff, 0x00, 0x10, 0x00, 0x1c), u64(order).reverse(), noise(`wrap ${label}`, 60));
