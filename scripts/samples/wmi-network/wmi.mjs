// Calls to WMI (MS-WMI 3.1.4): their arguments and results as stubs.

import { cat, padded, u32, wide } from "./bytes.mjs";
import { instance, marshalled, number, text } from "./cim.mjs";
import { orpcThat, orpcThis, pointer, standard } from "./dcom.mjs";

export const LOGIN = { uuid: "f309ad18-d86a-11d0-a075-00c04fb68820", name: "IWbemLevel1Login" };
export const LOGIN_CLIENT = { uuid: "d4781cd6-e5d3-44df-ad94-930efe48a887", name: "IWbemLoginClientID" };
export const SERVICES = { uuid: "9556dc99-828c-11cf-a37e-00aa003240c7", name: "IWbemServices" };
export const LOGIN_CLASS = "8bc3f05e-d86b-11d0-a075-00c04fb68820";

const KEY = 0x20000;
/** Windows marshals a BSTR's pointer as the word `User`. */
const USER = 0x72657355;

function string(value, key) {
  const bytes = wide(`${value}\0`);
  const count = bytes.length / 2;
  return padded(cat(u32(key, count, 0, count), bytes), 4);
}

function bstr(value) {
  const bytes = wide(value);
  return padded(cat(u32(USER, value.length, bytes.length, value.length), bytes), 4);
}

export const setClientInfo = (host, pid, label) => cat(orpcThis(label), string(host, KEY), u32(pid, 0));
export const establishPosition = (label) => cat(orpcThis(label), u32(0, 0));
export const positioned = () => cat(orpcThat(), u32(1, 0));
export const login = (namespace, locale, label) =>
  cat(orpcThis(label), string(namespace, KEY), locale === null ? u32(0) : string(locale, KEY + 4), u32(0, 0));
export const loggedIn = (from, which) =>
  cat(orpcThat(), u32(KEY), pointer(standard(SERVICES.uuid, from, which)), u32(0));

export const getObject = (path, label) => cat(orpcThis(label), bstr(path), u32(0, 0, KEY, 0, 0));
export const gotObject = (name, properties) =>
  cat(orpcThat(), u32(KEY, KEY + 4), marshalled(instance(name, properties)), u32(0, 0));

export const execQuery = (query, label) => cat(orpcThis(label), bstr("WQL"), bstr(query), u32(0x30, 0));
export const enumerator = (iid, from, which) => cat(orpcThat(), u32(KEY), pointer(standard(iid, from, which)), u32(0));

/** Win32_Process.Create. */
export function execCreate(commandLine, directory, label) {
  const input = instance("__PARAMETERS", [text("CommandLine", commandLine), text("CurrentDirectory", directory)]);
  return cat(
    orpcThis(label),
    bstr("Win32_Process"),
    bstr("Create"),
    u32(0, 0, KEY + 4),
    marshalled(input),
    u32(KEY + 8, 0, 0),
  );
}

export function createdProcess(pid) {
  const output = instance("__PARAMETERS", [number("ProcessId", pid), number("ReturnValue", 0)]);
  return cat(orpcThat(), u32(KEY, KEY + 4), marshalled(output), u32(0, 0));
}
