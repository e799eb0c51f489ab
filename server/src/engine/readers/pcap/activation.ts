import { u16, u32, uuidAt } from "./bytes.ts";
import { type Binding, bindingsAt, type ObjRef, objRefsIn, reversedHex } from "./objrefs.ts";
import type { RpcCall } from "./rpc-model.ts";
import { type Found, isNdr64, type Stub, stubOf } from "./stub.ts";
import { utf16 } from "./text.ts";

const ACTIVATORS = new Set(["000001a0-0000-0000-c000-000000000046", "4d9f4ab8-7d1c-11cf-861e-0020af6e7c57"]);
const COM = "-0000-0000-c000-000000000046";
const PROPERTIES_IN = `000001a2${COM}`;
const PROPERTIES_OUT = `000001a3${COM}`;
const INSTANTIATION = `000001ab${COM}`;
const SECURITY = `000001a6${COM}`;
const SCM_REPLY = `000001b6${COM}`;
const BLOCK_HEADER = 16;

/** A DCOM activation: what was asked for and where it runs (MS-DCOM 2.2.22). */
export interface Activation {
  readonly call: RpcCall;
  readonly request: Stub | null;
  readonly response: Stub | null;
  readonly clsid: Found<string> | null;
  readonly iids: readonly Found<string>[];
  /** The server as the client calls it. */
  readonly serverName: Found<string> | null;
  readonly oxid: Found<string> | null;
  readonly remUnknown: Found<string> | null;
  readonly bindings: readonly Binding[];
  /** Object references of the answer. */
  readonly references: readonly ObjRef[];
}

/** Reads the activation that a call makes; null for other calls. */
export function activationOf(call: RpcCall): Activation | null {
  const { interface: named, opnum } = call;
  if (named === null || !ACTIVATORS.has(named) || opnum === null || opnum > 4) return null;
  const request = stubOf(call.request);
  const response = stubOf(call.response);
  const asked = request === null ? [] : propertiesIn(request.bytes, PROPERTIES_IN);
  const given = response === null ? [] : propertiesIn(response.bytes, PROPERTIES_OUT);
  const reply = propertyOf(given, SCM_REPLY);
  const instance = propertyOf(asked, INSTANTIATION);
  const security = propertyOf(asked, SECURITY);
  if (instance === undefined && reply === undefined) return null;
  return {
    call,
    request,
    response,
    ...(instance === undefined || request === null
      ? { clsid: null, iids: [] }
      : instantiation(request.bytes, instance)),
    serverName: security === undefined || request === null ? null : serverName(request.bytes, security),
    ...(reply === undefined || response === null
      ? { oxid: null, remUnknown: null, bindings: [] }
      : scmReply(response.bytes, reply)),
    references: response === null ? [] : objRefsIn(response.bytes),
  };
}

/** An activation property: its class, and its data behind the block header. */
interface Property {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

const propertyOf = (properties: readonly Property[], id: string): Property | undefined =>
  properties.find((property) => property.id === id);

/** The properties of the activation blob in a stub: its header lists their classes and sizes. */
function propertiesIn(bytes: Uint8Array, iid: string): Property[] {
  const blob = objRefsIn(bytes).find((reference) => reference.iid.value === iid)?.custom;
  if (blob === undefined || blob === null) return [];
  const header = blob.data + 8;
  const count = u32(bytes, header + BLOCK_HEADER + 16, true);
  const classes = header + BLOCK_HEADER + 52;
  const sizes = classes + count * 16 + 4;
  const properties: Property[] = [];
  let at = header + u32(bytes, header + BLOCK_HEADER + 4, true);
  for (let i = 0; i < count && sizes + i * 4 + 4 <= blob.end && at < blob.end; i++) {
    const size = u32(bytes, sizes + i * 4, true);
    properties.push({
      id: uuidAt(bytes, classes + i * 16, true),
      start: at + BLOCK_HEADER,
      end: Math.min(at + size, blob.end),
    });
    at += Math.max(size, 1);
  }
  return properties;
}

function uuidFound(bytes: Uint8Array, at: number): Found<string> {
  return { value: uuidAt(bytes, at, true), start: at, end: at + 16 };
}

function instantiation(bytes: Uint8Array, { start, end }: Property) {
  const iids: Found<string>[] = [];
  const count = u32(bytes, start + 28, true);
  for (let i = 0, at = start + 52; i < count && at + 16 <= end; i++, at += 16) iids.push(uuidFound(bytes, at));
  return { clsid: start + 16 <= end ? uuidFound(bytes, start) : null, iids };
}

function serverName(bytes: Uint8Array, { start, end }: Property): Found<string> | null {
  const from = start + 40;
  const to = from + Math.max(u32(bytes, start + 36, true) - 1, 0) * 2;
  if (u32(bytes, start + 16, true) === 0 || to > end || to <= from) return null;
  return { value: utf16(bytes, from, to), start: from, end: to };
}

function scmReply(bytes: Uint8Array, { start, end }: Property) {
  if (u32(bytes, start + 4, true) === 0 || start + 52 > end) return { oxid: null, remUnknown: null, bindings: [] };
  const oxid = { value: `0x${reversedHex(bytes, start + 8)}`, start: start + 8, end: start + 16 };
  const bindings = bindingsAt(bytes.subarray(0, end), start + 48);
  return { oxid, remUnknown: uuidFound(bytes, start + 20), bindings };
}

/** The port that a binding of the form `host[port]` names. */
export function portOf({ tower, address }: Binding): number | null {
  const port = tower === 7 ? /\[(\d{1,5})\]$/.exec(address)?.[1] : undefined;
  return port === undefined || Number(port) > 65535 ? null : Number(port);
}

const REM_UNKNOWN = new Set([`00000131${COM}`, `00000143${COM}`]);
const QUERY_INTERFACE = 3;

/** Which interface stands behind which IPID, as far as a call tells: by its object references and RemQueryInterface. */
export function ownersIn(call: RpcCall): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  // A call to an object names it; only activations answer with references without that.
  if (call.object === null && !(call.interface !== null && ACTIVATORS.has(call.interface))) return owners;
  const response = stubOf(call.response);
  if (response === null) return owners;
  for (const { standard, iid } of objRefsIn(response.bytes))
    if (standard !== null) owners.set(standard.ipid.value, iid.value);
  if (call.interface === null || !REM_UNKNOWN.has(call.interface) || call.opnum !== QUERY_INTERFACE) return owners;
  if (isNdr64(call)) return owners;
  const request = stubOf(call.request);
  if (request === null || u32(request.bytes, 28, request.little) !== 0) return owners;
  const count = Math.min(
    u16(request.bytes, 52, request.little),
    (request.bytes.length - 60) / 16,
    (response.bytes.length - 16) / 48,
  );
  for (let i = 0; i + 1 <= count; i++) {
    const at = 16 + i * 48;
    if (u32(response.bytes, at, response.little) !== 0) continue;
    owners.set(uuidAt(response.bytes, at + 32, response.little), uuidAt(request.bytes, 60 + i * 16, request.little));
  }
  return owners;
}
