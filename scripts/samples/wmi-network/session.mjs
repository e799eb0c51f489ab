// What clients do on the wire: a session of WMI as Windows makes it, one as short clients make it, and DCOM that is not WMI.

import { ENUMERATOR, number, text } from "./cim.mjs";
import * as dcom from "./dcom.mjs";
import * as epm from "./epm.mjs";
import { Connection } from "./frames.mjs";
import { OFFERS, RpcClient } from "./rpc.mjs";
import { kerberos, nobody, ntlm } from "./security.mjs";
import * as wmi from "./wmi.mjs";

const REALM = "CORP.EXAMPLE";
const RPC_PORT = 135;

function connect({ wire, clock }, from, to, port, offers, security) {
  const connection = new Connection(wire, clock, { ip: from.ip, port: from.nextPort++ }, { ip: to.ip, port });
  return { connection, rpc: new RpcClient(connection, offers, security) };
}

/** Asks the endpoint mapper where the activator is. */
export function askMapper(scene, from, to) {
  const { connection, rpc } = connect(scene, from, to, RPC_PORT, OFFERS.windows.slice(0, 1), nobody());
  rpc.bind(epm.MAPPER);
  rpc.call(epm.MAPPER, 3, {
    stub: epm.map(dcom.ACTIVATOR.uuid),
    result: epm.mapped(dcom.ACTIVATOR.uuid, RPC_PORT, to.ip),
  });
  connection.close();
}

/** Asks whether the resolver is there, without a name. */
export function askResolver(scene, from, to) {
  const { connection, rpc } = connect(scene, from, to, RPC_PORT, OFFERS.windows.slice(0, 1), nobody());
  rpc.bind(dcom.OXID_RESOLVER);
  rpc.call(dcom.OXID_RESOLVER, 5, { stub: Buffer.alloc(0), result: dcom.alive([to.name, to.ip]) });
  connection.close();
}

/** Activates a class: the exporter and the connections' open ends. */
function activate(scene, { from, to, label, clsid, iid, port, offers, security, called }) {
  const exporter = dcom.exporter({ label, names: [to.name, to.ip], port, principal: `host/${to.dns}` });
  const { connection, rpc } = connect(scene, from, to, RPC_PORT, offers, security);
  rpc.bind(dcom.ACTIVATOR);
  const stub = dcom.createInstance({ clsid, iids: [iid], server: called, label });
  rpc.call(dcom.ACTIVATOR, 4, { stub, result: dcom.created({ iids: [iid], from: exporter }), took: 2400 });
  return { exporter, connection };
}

/** The first half of what Windows does with any class: activation, then the exporter's connection. */
function windowsObject(scene, { from, to, label, clsid, iid, port }) {
  const ticket = (kind) => kerberos({ service: `${kind}/${to.dns}`, realm: REALM, label: `${label} ${kind}` });
  const two = [OFFERS.windows[0], OFFERS.windows[2]];
  const asked = { from, to, label, clsid, iid, port, offers: two, security: ticket("RPCSS"), called: to.dns };
  const { exporter, connection: first } = activate(scene, asked);
  const { connection, rpc } = connect(scene, from, to, port, OFFERS.windows, ticket("host"));
  rpc.bind(dcom.REM_UNKNOWN2);
  return { exporter, rpc, connection, close: () => [connection.close(), first.close()] };
}

/**
 * A session of WMI by a Windows client. `work` makes its calls with `services(opnum, call)`; those are sealed.
 * Returns the client's port on the connection of the calls.
 */
export function windowsWmi(scene, { from, to, label, port, work }) {
  const object = { from, to, label, clsid: wmi.LOGIN_CLASS, iid: wmi.LOGIN.uuid, port };
  const { exporter, rpc, connection, close } = windowsObject(scene, object);
  const { ipid } = exporter;
  const iids = [wmi.LOGIN_CLIENT.uuid];
  const query = dcom.queryInterface(exporter, 1, iids, label);
  rpc.call(dcom.REM_UNKNOWN2, 3, { object: ipid(0), stub: query, result: dcom.queried(exporter, 2, iids) });
  const client = wmi.setClientInfo(from.name, from.pid, label);
  rpc.call(wmi.LOGIN_CLIENT, 3, { object: ipid(2), stub: client, result: dcom.done() });
  rpc.call(wmi.LOGIN, 3, { object: ipid(1), stub: wmi.establishPosition(label), result: wmi.positioned() });
  const login = wmi.login(`\\\\${to.dns}\\root\\cimv2`, "en-US,en", label);
  rpc.call(wmi.LOGIN, 6, { object: ipid(1), stub: login, result: wmi.loggedIn(exporter, 3), took: 6100 });
  const release = dcom.release(exporter, [1, 2], label);
  rpc.call(dcom.REM_UNKNOWN2, 5, { object: ipid(0), stub: release, result: dcom.done() });
  work((opnum, call) => rpc.call(wmi.SERVICES, opnum, { object: ipid(3), sealed: true, ...call }), exporter);
  const last = dcom.release(exporter, [3], label);
  rpc.call(dcom.REM_UNKNOWN2, 5, { object: ipid(0), stub: last, result: dcom.done() });
  close();
  return connection.ends.client.port;
}

/** The class Win32_Process, then its method Create. `took` is the time of the second call; `during` gets its start. */
export function createsProcess({ commandLine, pid, label, took, during, fault = null }) {
  return (services) => {
    const process = [text("CommandLine", null), number("ProcessId", null)];
    const object = wmi.gotObject("Win32_Process", process);
    services(6, { stub: wmi.getObject("Win32_Process", label), result: object, took: 3300 });
    const stub = wmi.execCreate(commandLine, "C:\\", label);
    services(24, { stub, result: wmi.createdProcess(pid), took, during, fault });
  };
}

export function queries({ query, label }) {
  return (services, exporter) => {
    const result = wmi.enumerator(ENUMERATOR.uuid, exporter, 4);
    services(20, { stub: wmi.execQuery(query, label), result, took: 41_000 });
  };
}

/** A session by a client that offers one context, logs in with a name and a password, and asks for the login at once. */
export function shortWmi(scene, { from, to, label, port, user, work }) {
  const domain = { name: "CORP", dns: "corp.example" };
  const facts = { domain, server: to, client: from.name, user, label, time: scene.clock.now };
  const security = (kind) => ntlm(facts, `${kind}/${to.ip}`);
  const object = { clsid: wmi.LOGIN_CLASS, iid: wmi.LOGIN.uuid };
  const asked = { from, to, label, port, ...object, offers: OFFERS.short, security: security("RPCSS"), called: to.ip };
  const { exporter, connection: first } = activate(scene, asked);
  const { connection, rpc } = connect(scene, from, to, port, OFFERS.short, security("host"));
  const { ipid } = exporter;
  rpc.bind(wmi.LOGIN);
  const login = wmi.login("//./root/cimv2", null, label);
  rpc.call(wmi.LOGIN, 6, { object: ipid(1), stub: login, result: wmi.loggedIn(exporter, 3), took: 5200 });
  const release = dcom.release(exporter, [1], label);
  rpc.call(dcom.REM_UNKNOWN, 5, { object: ipid(0), stub: release, result: dcom.done() });
  work((opnum, call) => rpc.call(wmi.SERVICES, opnum, { object: ipid(3), ...call }), exporter);
  connection.close();
  first.close();
  return connection.ends.client.port;
}

const ENROLMENT = { uuid: "d99e6e70-fc88-11d0-b498-00a0c90312f3", name: "ICertRequestD" };
const ENROLMENT_CLASS = "d99e6e74-fc88-11d0-b498-00a0c90312f3";

/** A computer asks the certification authority for a certificate: DCOM, and nothing of WMI. */
export function enrols(scene, { from, to, label, port }) {
  const object = { from, to, label, clsid: ENROLMENT_CLASS, iid: ENROLMENT.uuid, port };
  const { exporter, rpc, close } = windowsObject(scene, object);
  const { ipid } = exporter;
  rpc.call(ENROLMENT, 5, { object: ipid(1), stub: Buffer.alloc(64), result: dcom.done(), sealed: true });
  rpc.call(ENROLMENT, 3, { object: ipid(1), stub: Buffer.alloc(1808), result: Buffer.alloc(3120), sealed: true });
  const release = dcom.release(exporter, [1], label);
  rpc.call(dcom.REM_UNKNOWN2, 5, { object: ipid(0), stub: release, result: dcom.done() });
  close();
}
