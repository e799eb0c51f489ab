import { fromBase64 } from "./base64.ts";
import type { Capture } from "./capture.ts";
import type { CaptureRecord } from "./capture-event.ts";
import type { HttpExchange } from "./http-messages.ts";
import { ticketServiceIn } from "./kerberos.ts";
import type { Connection, Packets, Slice } from "./model.ts";
import { ntlmNamesIn } from "./ntlm.ts";
import { RecordBuilder } from "./record-builder.ts";
import { pduSlices, type RpcSession } from "./rpc-model.ts";
import type { SmbAction } from "./smb-state.ts";
import type { Found } from "./stub.ts";

/** A token of an authentication, and where (a part of) it is. */
interface Token {
  readonly connection: Connection;
  readonly frame: number;
  readonly bytes: Uint8Array;
  place(found: Found<unknown>): readonly Slice[];
}

/** `ntlm` and `kerberos` events: who authenticates to which service, from binds and HTTP headers. */
export function nameRecords({ sessions, http, packets }: Capture): CaptureRecord[] {
  const tokens = [...sessions.flatMap(bindTokens), ...http.flatMap(headerTokens)];
  return tokens.map((token) => tokenRecord(token, packets)).filter((record) => record !== null);
}

function bindTokens({ connection, pdus }: RpcSession): Token[] {
  const tokens: Token[] = [];
  for (const pdu of pdus) {
    const { auth, stream, start, type } = pdu;
    if (auth === null || (type !== "bind" && type !== "alter_context" && type !== "auth3")) continue;
    const bytes = stream.view(start + auth.token, start + auth.end);
    if (bytes === null) continue;
    const place = (found: Found<unknown>): readonly Slice[] =>
      pduSlices(pdu, auth.token + found.start, auth.token + found.end);
    tokens.push({ connection, frame: pdu.frame, bytes, place });
  }
  return tokens;
}

function headerTokens({ connection, request }: HttpExchange): Token[] {
  const header = request?.headers.get("authorization");
  const [, scheme = "", text = ""] = /^(Negotiate|Kerberos|NTLM) +(\S+)/i.exec(header?.value ?? "") ?? [];
  if (request === null || header === undefined || text === "") return [];
  const base = header.start + header.value.indexOf(text, scheme.length);
  // Four characters hold three bytes.
  const place = ({ start, end }: Found<unknown>): readonly Slice[] =>
    request.stream.slices(base + Math.floor(start / 3) * 4, base + Math.ceil(end / 3) * 4);
  return [{ connection, frame: request.frame, bytes: fromBase64(text), place }];
}

function tokenRecord({ connection, frame, bytes, place }: Token, packets: Packets): CaptureRecord | null {
  const ticket = ticketServiceIn(bytes);
  if (ticket !== null) {
    const record = new RecordBuilder("kerberos", frame, connection, packets);
    record
      .add("service", ticket.service.value, place(ticket.service))
      .add("realm", ticket.realm.value, place(ticket.realm));
    return record.cover(place(ticket.service)).build();
  }
  const names = ntlmNamesIn(bytes);
  if (names === null) return null;
  const record = new RecordBuilder("ntlm", frame, connection, packets);
  const named = { username: names.user, hostname: names.host, domainname: names.domain };
  for (const [field, found] of Object.entries(named)) {
    if (found.value !== "") record.add(field, found.value, place(found));
  }
  if (names.target !== null) record.add("target", names.target.value, place(names.target));
  return record.cover(place(names.user)).build();
}

/** `smb_mapping` for a tree, `smb_files` for an opened name. */
export function smbRecord(action: SmbAction, connection: Connection, packets: Packets): CaptureRecord {
  const { kind, frame, name, tree, origin } = action;
  const record = new RecordBuilder(kind === "tree" ? "smb_mapping" : "smb_files", frame, connection, packets);
  if (kind === "tree") return record.add("path", name, origin).cover(origin).build();
  const isPipe = tree === null || /[\\/]ipc\$$/i.test(tree);
  record
    .add("action", isPipe ? "SMB::PIPE_OPEN" : "SMB::FILE_OPEN")
    .add("path", tree)
    .add("name", name, origin);
  return record.cover(origin).build();
}
