import { u32 } from "./bytes.ts";
import { readCimInstance } from "./cim-object.ts";
import type { RpcCall } from "./rpc-model.ts";
import { type Found, isNdr64, isSealed, type Stub, stubOf } from "./stub.ts";
import { utf16 } from "./text.ts";

const LOGIN_CLIENT = "d4781cd6-e5d3-44df-ad94-930efe48a887";
const LOGIN = "f309ad18-d86a-11d0-a075-00c04fb68820";
const SERVICES = "9556dc99-828c-11cf-a37e-00aa003240c7";
const SET_CLIENT_INFO = 3;
const NTLM_LOGIN = 6;
const GET_OBJECT = 6;
const EXEC_METHOD = 24;
const EXEC_METHOD_ASYNC = 25;
/** Behind the ORPC header, which has this size when it carries no extensions. */
const ARGUMENTS = 32;

/** What a WMI call shows of itself (MS-WMI 3.1.4). */
export interface WmiCall {
  readonly call: RpcCall;
  readonly request: Stub | null;
  readonly response: Stub | null;
  /** The arguments are not encrypted. */
  readonly readable: boolean;
  readonly namespace: Found<string> | null;
  readonly clientHost: Found<string> | null;
  readonly clientPid: Found<number> | null;
  readonly objectPath: Found<string> | null;
  readonly method: Found<string> | null;
  readonly commandLine: Found<string> | null;
  /** In the answer. */
  readonly processId: Found<number> | null;
  readonly returnValue: Found<number> | null;
}

/** Reads a call to a WMI interface: login and services; null for others. */
export function wmiCallOf(call: RpcCall): WmiCall | null {
  const { interface: named, opnum } = call;
  const login = (named === LOGIN_CLIENT && opnum === SET_CLIENT_INFO) || (named === LOGIN && opnum === NTLM_LOGIN);
  if (!login && named !== SERVICES) return null;
  const request = stubOf(call.request);
  const response = stubOf(call.response);
  const readable = call.request.length > 0 && !isSealed(call.request);
  const arranged = request !== null && !isNdr64(call) && u32(request.bytes, 28, request.little) === 0;
  const facts = arranged ? argumentsOf(request, named, opnum) : {};
  const nothing = {
    namespace: null,
    clientHost: null,
    clientPid: null,
    objectPath: null,
    method: null,
    commandLine: null,
  };
  return {
    call,
    request,
    response,
    readable,
    ...nothing,
    ...facts,
    ...(response === null ? NO_RESULT : resultOf(response, opnum)),
  };
}

const NO_RESULT = { processId: null, returnValue: null };

function argumentsOf(stub: Stub, named: string | null, opnum: number | null): Partial<WmiCall> {
  if (named === LOGIN_CLIENT) return clientInfo(stub);
  if (named === LOGIN) return { namespace: stringAt(stub, ARGUMENTS) };
  if (opnum === GET_OBJECT) return { objectPath: bstrAt(stub, ARGUMENTS) };
  return opnum === EXEC_METHOD || opnum === EXEC_METHOD_ASYNC ? execMethod(stub) : {};
}

function clientInfo(stub: Stub): Partial<WmiCall> {
  const clientHost = stringAt(stub, ARGUMENTS);
  if (clientHost === null) return {};
  const counted = u32(stub.bytes, ARGUMENTS + 12, stub.little);
  const at = (ARGUMENTS + 16 + counted * 2 + 3) & ~3;
  if (at + 4 > stub.bytes.length) return { clientHost };
  return { clientHost, clientPid: { value: u32(stub.bytes, at, stub.little), start: at, end: at + 4 } };
}

function execMethod(stub: Stub): Partial<WmiCall> {
  const objectPath = bstrAt(stub, ARGUMENTS);
  if (objectPath === null) return {};
  const method = bstrAt(stub, (objectPath.end + 3) & ~3);
  const input = readCimInstance(stub.bytes).get("CommandLine");
  const commandLine = typeof input?.value === "string" ? { ...input, value: input.value } : null;
  return { objectPath, method, commandLine };
}

function resultOf(stub: Stub, opnum: number | null): Pick<WmiCall, "processId" | "returnValue"> {
  if (opnum !== EXEC_METHOD) return NO_RESULT;
  const values = readCimInstance(stub.bytes);
  const number = (name: string): Found<number> | null => {
    const found = values.get(name);
    return typeof found?.value === "number" ? { ...found, value: found.value } : null;
  };
  return { processId: number("ProcessId"), returnValue: number("ReturnValue") };
}

/** A string behind a pointer: pointer, most, offset, count, then UTF-16 with NUL or without. Null when the pointer is. */
function stringAt({ bytes, little }: Stub, at: number): Found<string> | null {
  const count = u32(bytes, at + 12, little);
  const start = at + 16;
  if (u32(bytes, at, little) === 0 || start + count * 2 > bytes.length) return null;
  const text = utf16(bytes, start, start + count * 2).split("\0")[0] ?? "";
  return { value: text, start, end: start + text.length * 2 };
}

/** A BSTR: pointer (Windows writes `User`), most, bytes, characters, then UTF-16 without NUL. */
function bstrAt({ bytes, little }: Stub, at: number): Found<string> | null {
  const count = u32(bytes, at + 12, little);
  const start = at + 16;
  const end = start + count * 2;
  if (u32(bytes, at, little) === 0 || end > bytes.length) return null;
  return { value: utf16(bytes, start, end), start, end };
}
