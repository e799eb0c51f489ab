import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { Pdu, RpcSession, Syntax } from "../readers/pcap/rpc-model.ts";
import { isSealed } from "../readers/pcap/stub.ts";
import type { SectionNote } from "./section.ts";

/** The interface that each request calls, by the PDUs of its fragments. */
export type AskedInterfaces = ReadonlyMap<Pdu, string | null>;

/** The interface that each PDU of a request is for; null where it is not known. */
export function askedInterfaces(sessions: readonly RpcSession[]): AskedInterfaces {
  const asked = new Map<Pdu, string | null>();
  for (const { calls } of sessions) {
    for (const { request, interface: uuid } of calls) for (const pdu of request) asked.set(pdu, uuid);
  }
  return asked;
}

/** What the parts of a PDU are, by their places in it. Names are those of the protocol documents. */
export function pduNotes(pdu: Pdu, asked: AskedInterfaces, rpc: RpcInterfaces | undefined): readonly SectionNote[] {
  const { type, little, contexts, results, stub, auth } = pdu;
  const notes: SectionNote[] = [{ at: 2, text: `${type}, ${little ? "little" : "big"}-endian` }];
  if (contexts !== undefined) notes.push({ at: 24, text: counted(contexts.length, "context") });
  for (const { interface: offered, transfer } of contexts ?? []) {
    for (const syntax of [offered, ...transfer]) notes.push(syntaxNote(syntax, rpc));
  }
  for (const { result, transfer } of results ?? []) {
    notes.push({ at: transfer.at - 4, text: RESULTS[result] ?? `result ${result}` });
    if (result === 0) notes.push(syntaxNote(transfer, rpc));
  }
  notes.push(...callNotes(pdu, asked, rpc));
  if (stub !== undefined && stub.end > stub.start) {
    const sealed = isSealed([pdu]) ? "sealed " : "";
    notes.push({ at: stub.start, text: `${sealed}stub data, ${counted(stub.end - stub.start, "byte")}` });
  }
  if (auth !== null) {
    const kind = rpc?.constants("authTypes").get(String(auth.type)) ?? `type ${auth.type}`;
    const level = rpc?.constants("authLevels").get(String(auth.level)) ?? `level ${auth.level}`;
    notes.push({ at: auth.start, text: `authentication: ${kind}, ${level}` });
  }
  return notes.filter(({ at }) => at < pdu.end - pdu.start).sort((a, b) => a.at - b.at);
}

const RESULTS = ["accepted", "rejected by the user", "rejected by the provider", "features negotiated"];

function syntaxNote({ uuid, version, at }: Syntax, rpc: RpcInterfaces | undefined): SectionNote {
  return { at, text: `${uuidName(uuid, rpc) ?? uuid} ${version}` };
}

function callNotes(pdu: Pdu, asked: AskedInterfaces, rpc: RpcInterfaces | undefined): readonly SectionNote[] {
  const { opnum, object, status } = pdu;
  const notes: SectionNote[] = [];
  if (opnum !== undefined) {
    const uuid = asked.get(pdu) ?? null;
    const name = uuid === null ? undefined : uuidName(uuid, rpc);
    const method = uuid === null ? undefined : rpc?.method(uuid, opnum)?.name;
    notes.push({ at: 22, text: `${name === undefined ? "" : `${name}.`}${method ?? "operation"} (${opnum})` });
  }
  if (object !== undefined) notes.push({ at: 24, text: `object ${object}` });
  if (status !== undefined) notes.push({ at: 24, text: `status 0x${status.toString(16).padStart(8, "0")}` });
  return notes;
}

function uuidName(uuid: string, rpc: RpcInterfaces | undefined): string | undefined {
  const fact = rpc?.describe(uuid);
  if (fact?.kind === "interface") return fact.interface.name ?? fact.interface.zeekEndpoint;
  return fact?.kind === "transfer-syntax" ? fact.syntax.name : fact?.class.name;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
