// DCOM (MS-DCOM): object references, activation, and the calls that every client makes to hold what it got.

import { ascii, cat, com, noise, padded, u8, u16, u32, u64, uuid, wide } from "./bytes.mjs";

export const ACTIVATOR = { uuid: com("1a0"), name: "IRemoteSCMActivator" };
export const OXID_RESOLVER = { uuid: "99fcfec4-5260-101b-bbcb-00aa0021347a", name: "IObjectExporter" };
export const REM_UNKNOWN = { uuid: com("131"), name: "IRemUnknown" };
export const REM_UNKNOWN2 = { uuid: com("143"), name: "IRemUnknown2" };
const MEOW = ascii("MEOW");
const SERVER_KEY = 0x20000;

/** What an exporter is: its identifiers and where it can be reached. */
export function exporter({ label, names, port, principal }) {
  const oxid = noise(`oxid ${label}`, 8);
  const ipid = (which) => cat(u32(0x2c00 + which), u16(0x0b84, 0x1234), noise(`ipid ${label} ${which}`, 8));
  return { label, oxid, ipid, names, port, principal };
}

/** ORPCTHIS and ORPCTHAT, without extensions. */
export const orpcThis = (label) => cat(u16(5, 7), u32(0, 0), noise(`causality ${label}`, 16), u32(0));
export const orpcThat = () => u32(0, 0);

/** A dual string array: bindings `[tower, address]` and security bindings `[service, principal]`. */
function dualStrings(bindings, security) {
  const first = cat(...bindings.map(([tower, text]) => cat(u16(tower), wide(`${text}\0`))), u16(0));
  const second = cat(...security.map(([service, text]) => cat(u16(service, 0xffff), wide(`${text}\0`))), u16(0));
  return cat(u16((first.length + second.length) / 2, first.length / 2), first, second);
}

const SERVICES = (principal) => [
  [10, "NT AUTHORITY\\SYSTEM"],
  [16, principal],
  [9, principal],
];

/** A standard object reference, with the resolver's own bindings. */
export function standard(iid, from, which) {
  const object = cat(u32(0, 5), from.oxid, noise(`oid ${from.label} ${which}`, 8), from.ipid(which));
  const bindings = from.names.map((name) => [7, name]);
  return cat(MEOW, u32(1), uuid(iid), object, dualStrings(bindings, SERVICES("")));
}

export const custom = (iid, clsid, data) => cat(MEOW, u32(4), uuid(iid), uuid(clsid), u32(0, data.length), data);

/** A marshalled interface pointer: its size twice, as array and as member. */
export const pointer = (reference) => padded(cat(u32(reference.length, reference.length), reference), 4);

/** MS-RPCE 2.2.6: a type by itself, with the headers of version 1. */
function serialised(body) {
  const full = padded(body, 8);
  return cat(u8(1, 0x10, 8, 0, 0xcc, 0xcc, 0xcc, 0xcc), u32(full.length, 0), full);
}

/** MS-DCOM 2.2.22: the properties of an activation behind their table of contents. */
function activationBlob(properties) {
  const ids = properties.map(([id]) => uuid(com(id)));
  const bodies = properties.map(([, body]) => serialised(body));
  const sizes = u32(...bodies.map(({ length }) => length));
  const total = bodies.reduce((sum, { length }) => sum + length, 0);
  const head = (size) =>
    serialised(
      cat(
        u32(total + size, size, 0, 2, ids.length),
        Buffer.alloc(16),
        u32(SERVER_KEY, SERVER_KEY + 4, 0),
        u32(ids.length),
        ...ids,
        u32(ids.length),
        sizes,
      ),
    );
  const { length } = head(0);
  return cat(u32(total + length, 0), head(length), ...bodies);
}

const clientContext = (label) =>
  custom(com("1c0"), com("33b"), cat(u16(1, 1), noise(`context ${label}`, 16), u32(0, 0, 0, 0, 2, 0, 0)));

/** The request of RemoteCreateInstance: a class, the interfaces wanted of it, the server as the client calls it. */
export function createInstance({ clsid, iids, server, label }) {
  const name = wide(`${server}\0`);
  const special = cat(u32(0xffffffff, 0, 0, 0, 2), Buffer.alloc(16), u32(2, 0x14, 0, 0), u64(0), Buffer.alloc(20));
  const instance = cat(
    cat(uuid(clsid), u32(0x14, 0, 0, iids.length, 0, SERVER_KEY, 88), u16(5, 7)),
    cat(u32(iids.length), ...iids.map(uuid)),
  );
  const context = cat(u32(0, 0, 0, 0, SERVER_KEY, 0), pointer(clientContext(label)));
  const security = cat(u32(0, SERVER_KEY, 0, 0, SERVER_KEY + 4, 0, 0), u32(name.length / 2, 0, name.length / 2), name);
  const request = cat(u32(0, SERVER_KEY, 2), u16(1, 0), u32(SERVER_KEY + 4, 1), u16(7));
  const blob = activationBlob([
    ["1b9", special],
    ["1ab", instance],
    ["1a5", context],
    ["1a6", security],
    ["1a4", u32(0, 0, 0, 0)],
    ["1aa", request],
  ]);
  return cat(orpcThis(label), u32(0, SERVER_KEY), pointer(custom(com("1a2"), com("338"), blob)));
}

/** The answer: the references, the exporter, and the port where it listens. */
export function created({ iids, from }) {
  const references = iids.map((iid, i) => pointer(standard(iid, from, i + 1)));
  const given = cat(
    u32(iids.length, SERVER_KEY, SERVER_KEY + 4, SERVER_KEY + 8),
    cat(u32(iids.length), ...iids.map(uuid)),
    u32(iids.length, ...iids.map(() => 0)),
    u32(iids.length, ...iids.map((_, i) => SERVER_KEY + 12 + 4 * i)),
    ...references,
  );
  const bindings = from.names.map((name) => [7, `${name}[${from.port}]`]);
  const strings = dualStrings(bindings, SERVICES(from.principal));
  const reply = cat(
    u32(0, SERVER_KEY),
    from.oxid,
    u32(SERVER_KEY + 4),
    from.ipid(0),
    u32(4),
    u16(5, 7),
    u32((strings.length - 4) / 2),
    strings,
  );
  const blob = activationBlob([
    ["339", given],
    ["1b6", reply],
  ]);
  return cat(orpcThat(), u32(SERVER_KEY), pointer(custom(com("1a3"), com("339"), blob)), u32(0));
}

/** IObjectExporter::ServerAlive2: the resolver's version and bindings. */
export function alive(names) {
  const strings = dualStrings(
    names.map((name) => [7, name]),
    SERVICES(""),
  );
  return cat(u16(5, 7), u32(SERVER_KEY), padded(cat(u32((strings.length - 4) / 2), strings), 4), u32(0, 0));
}

/** IRemUnknown::RemQueryInterface: more interfaces of an object that is held. */
export const queryInterface = (from, which, iids, label) =>
  cat(orpcThis(label), from.ipid(which), u32(5), u16(iids.length, 0), u32(iids.length), ...iids.map(uuid));

export function queried(from, firstNew, iids) {
  const results = iids.map((_, i) => {
    const object = cat(u32(0, 5), from.oxid, noise(`oid ${from.label} 1`, 8), from.ipid(firstNew + i));
    return cat(u32(0, 0), object);
  });
  return cat(orpcThat(), u32(SERVER_KEY, iids.length), ...results, u32(0));
}

/** IRemUnknown::RemRelease. */
export const release = (from, which, label) =>
  cat(orpcThis(label), u16(which.length, 0), u32(which.length), ...which.map((one) => cat(from.ipid(one), u32(5, 0))));

/** The result of a call that gives nothing else. */
export const done = (code = 0) => cat(orpcThat(), u32(code));
