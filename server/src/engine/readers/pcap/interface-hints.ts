import type { OpenCall } from "./call-table.ts";

/** The interface that a pipe is usually for. */
const USUAL = new Map([
  ["svcctl", "367abb81-9844-35f1-ad32-98f038001003"],
  ["atsvc", "1ff70682-0a51-30e8-076d-740be8cee98b"],
  ["winreg", "338cd001-2244-31f1-aaaa-900038001003"],
  ["samr", "12345778-1234-abcd-ef00-0123456789ac"],
  ["lsarpc", "12345778-1234-abcd-ef00-0123456789ab"],
  ["netlogon", "12345678-1234-abcd-ef00-01234567cffb"],
  ["srvsvc", "4b324fc8-1670-01d3-1278-5a47bf6ee188"],
  ["wkssvc", "6bffd098-a112-3610-9833-46c3f87e345a"],
  ["spoolss", "12345678-1234-abcd-ef00-0123456789ab"],
  ["eventlog", "82273fdc-e32a-18c3-3f78-827929dc23ea"],
  ["epmapper", "e1af8308-5d1f-11c9-91a4-08002b14a0fa"],
]);

/** What the capture tells of interfaces beside binds: owners of IPIDs, and ports that the endpoint mapper or DCOM announced. */
export interface Announced {
  /** Interface id by IPID. */
  readonly owners: ReadonlyMap<string, string>;
  /** Interface by `host:port` of the server; null for ports that any interface of an activated object uses. */
  readonly ports: ReadonlyMap<string, string | null>;
}

/** Gives calls without a bind the interface that their object, port or pipe is known for, marked as hinted. */
export function hintInterfaces(calls: readonly OpenCall[], { owners, ports }: Announced): void {
  for (const call of calls) {
    if (call.interface !== null) continue;
    const { connection, pipe } = call.session;
    const byObject = call.object === null ? undefined : owners.get(call.object);
    const byPort = pipe === null ? ports.get(`${connection.resp.host}:${connection.resp.port}`) : undefined;
    const byPipe = pipe === null ? undefined : USUAL.get(pipe.name.replace(/^.*\\/, "").toLowerCase());
    const hint = byObject ?? byPort ?? byPipe ?? null;
    if (hint === null) continue;
    call.interface = hint;
    call.hinted = true;
  }
}
