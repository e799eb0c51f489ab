import type { Span } from "#base/span.ts";
import type { WireConnection, WirePiece, WireScope } from "#events/wire.ts";
import type { BytesTest, HttpTest, RpcTest, ScopeKind, SmbTest } from "#languages/signature/element.ts";
import type { ElementOptions } from "#languages/signature/element-options.ts";
import type { ReadElement } from "#languages/signature/signature-language.ts";

/** One place where an element was found. Decoded facts have no scope and no byte ranges in one. */
export interface ElementMatch {
  readonly scope: WireScope | undefined;
  /** Who sent it; unknown in a dump. */
  readonly direction: WireScope["direction"];
  readonly ranges: readonly Span[];
  readonly events: readonly number[];
  /** The bytes that state a decoded fact, where they are known. */
  readonly stated?: readonly WirePiece[] | undefined;
}

/** What an element found in a connection; `complete` is false when matches beyond the bound are missing. */
export interface ElementFound {
  readonly matches: readonly ElementMatch[];
  readonly complete: boolean;
  /** Why a match was given up: there may be more then. */
  readonly stopped?: string | undefined;
}

/** Looks for an element in a connection, without regard to other elements and to `not` and `count`. */
export function findElement({ test, options }: ReadElement, connection: WireConnection): ElementFound {
  if (!fits(options, connection)) return { matches: [], complete: true };
  switch (test.on) {
    case "bytes":
      return findBytes(test, options, connection);
    case "rpc":
      return findRpc(test, options, connection);
    case "http":
      return facts(findHttp(test, connection));
    case "smb":
      return facts(findSmb(test, connection));
  }
}

/** The port on which nothing but DCE/RPC is spoken: the endpoint mapper's. */
const RPC_PORT = 135;

/** The scope that an element looks at: what it says, else `pdu` for PDU types and on port 135, else `stream`. */
export function scopeOf({ scope, pdus, ports }: ElementOptions): ScopeKind {
  const rpc = ports.length > 0 && ports.every(({ min, max }) => min === RPC_PORT && max === RPC_PORT);
  return scope ?? (pdus.length > 0 || rpc ? "pdu" : "stream");
}

function fits({ protocols, ports }: ElementOptions, { decodes, port, protocols: spoken }: WireConnection): boolean {
  if (!decodes.has("ports")) return true;
  if (protocols.length > 0 && !protocols.some((one) => spoken.includes(one))) return false;
  return ports.length === 0 || (port !== undefined && ports.some(({ min, max }) => min <= port && port <= max));
}

function findBytes(test: BytesTest, options: ElementOptions, connection: WireConnection): ElementFound {
  const matches: ElementMatch[] = [];
  let complete = true;
  let stopped: string | undefined;
  for (const scope of connection.scopes(scopeOf(options))) {
    if (connection.decodes.has("ports") && !admits(options, scope)) continue;
    const found = test.find(scope.bytes());
    complete &&= found.complete;
    stopped ??= found.stopped;
    for (const ranges of found.matches) {
      const start = ranges[0]?.start ?? 0;
      const { offset } = options;
      if (offset !== undefined && (start < offset.min || start > offset.max)) continue;
      matches.push({
        scope,
        direction: scope.direction,
        ranges,
        events: [...new Set(ranges.flatMap((range) => scope.eventsOf(range)))],
      });
    }
  }
  return stopped === undefined ? { matches, complete } : { matches, complete, stopped };
}

function admits({ direction, pdus }: ElementOptions, scope: Pick<WireScope, "direction" | "pdu">): boolean {
  if (direction !== "any" && scope.direction !== direction) return false;
  return pdus.length === 0 || (scope.pdu !== undefined && pdus.includes(scope.pdu));
}

function findRpc(test: RpcTest, options: ElementOptions, connection: WireConnection): ElementFound {
  const found: ElementFound[] = [];
  const { ways, opnums } = test;
  if (ways.has("decoded") && connection.decodes.has("rpc")) found.push(facts(findDecoded(test, options, connection)));
  // Bytes alone cannot tell which interface a call belongs to.
  const bytesCount = opnums === undefined;
  if (bytesCount && (ways.has("hex") || (ways.has("decoded") && !connection.decodes.has("rpc"))))
    found.push(findBytes(test.hex, options, connection));
  if (bytesCount && ways.has("ascii") && test.ascii !== undefined)
    found.push(findBytes(test.ascii, options, connection));
  return {
    matches: found.flatMap(({ matches }) => matches),
    complete: found.every(({ complete }) => complete),
  };
}

function findDecoded(test: RpcTest, options: ElementOptions, connection: WireConnection): readonly ElementMatch[] {
  const { uuids, opnums, places } = test;
  return connection
    .rpc()
    .filter((fact) => {
      if (!uuids.has(fact.uuid) || !admits(options, fact)) return false;
      if (opnums !== undefined) return fact.place === "request" && fact.opnum !== undefined && opnums.has(fact.opnum);
      return [...places].some((place) => place === fact.place);
    })
    .map(({ direction, events, stated }) => ({ scope: undefined, direction, ranges: [], events, stated }));
}

function findHttp({ method, path, header, body }: HttpTest, connection: WireConnection): readonly ElementMatch[] {
  const has = (text: string, wanted: string | undefined) =>
    wanted === undefined || text.toLowerCase().includes(wanted.toLowerCase());
  return connection
    .http()
    .filter((request) => {
      if (method !== undefined && request.method !== method) return false;
      if (path !== undefined && !request.path.toLowerCase().startsWith(path.toLowerCase())) return false;
      return has(request.headers, header) && has(request.body, body);
    })
    .map(asked);
}

function findSmb({ tree, pipe }: SmbTest, connection: WireConnection): readonly ElementMatch[] {
  const named = (kind: "tree" | "pipe", wanted: string | undefined) => {
    if (wanted === undefined) return undefined;
    const name = wanted.toLowerCase().replace(/^\\pipe\\|^\\+/, "");
    return connection.smb().filter((one) => one.kind === kind && endsInName(one.name.toLowerCase(), name));
  };
  const lists = [named("tree", tree), named("pipe", pipe)].filter((list) => list !== undefined);
  if (lists.some((list) => list.length === 0)) return [];
  return lists.flat().map(asked);
}

function endsInName(path: string, name: string): boolean {
  return path === name || path.endsWith(`\\${name}`);
}

function facts(matches: readonly ElementMatch[]): ElementFound {
  return { matches, complete: true };
}

/** What a client asked for, in HTTP or SMB. */
function asked({ events }: { readonly events: readonly number[] }): ElementMatch {
  return { scope: undefined, direction: "to_server", ranges: [], events };
}
