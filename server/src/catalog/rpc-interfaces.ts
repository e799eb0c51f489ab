import type { CatalogAssets } from "./catalog.ts";
import { loadData } from "./load.ts";
import { buildRpcInterfaces } from "./rpc-index.ts";

/** One procedure of an interface. */
export interface RpcMethod {
  readonly opnum: number;
  /** Name in the protocol document. */
  readonly name: string;
  /** Zeek's name of the operation, when it differs. */
  readonly zeek?: string;
}

/** ATT&CK techniques that use an interface. */
export interface RpcAttack {
  /** Technique id as it is current today. */
  readonly id: string;
  /** Calls meant; empty means any. */
  readonly opnums: readonly number[];
  readonly sources: readonly string[];
}

/** An RPC interface by its UUID. */
export interface RpcInterface {
  /** Lower case, without braces. */
  readonly uuid: string;
  /** Absent for interfaces known by UUID only. */
  readonly name?: string;
  readonly aliases: readonly string[];
  /** `major.minor`. */
  readonly version: string;
  readonly kind: "rpc-interface" | "com-interface" | "object-uuid";
  /** Protocol documents, such as `MS-WMI`. */
  readonly protocols: readonly { readonly id: string; readonly title?: string }[];
  readonly description?: string;
  /** Named pipes and ports. */
  readonly endpoints: readonly string[];
  readonly serverBinaries: readonly string[];
  readonly zeekEndpoint?: string;
  /** By opnum; calls that are not used on the wire are left out. */
  readonly methods: readonly RpcMethod[];
  /** Opnums that exist but never travel (0 to 2 of COM interfaces). */
  readonly unusedOpnums: readonly number[];
  readonly attack: readonly RpcAttack[];
}

/** How an RPC call writes its parameters, by its UUID. */
export interface TransferSyntax {
  readonly name: string;
  readonly uuid: string;
  readonly version: string;
  readonly description: string;
}

/** A COM class by its UUID. */
export interface RpcClass {
  readonly clsid: string;
  readonly name: string;
}

/** What a UUID names. */
export type UuidFact =
  | { readonly kind: "interface"; readonly interface: RpcInterface }
  | { readonly kind: "transfer-syntax"; readonly syntax: TransferSyntax }
  | { readonly kind: "class"; readonly class: RpcClass };

/** A known UUID near a given one. */
export interface NearUuid {
  readonly uuid: string;
  readonly fact: UuidFact;
  /** Hexadecimal digits that differ. */
  readonly distance: number;
}

/** RPC interfaces, COM interfaces, classes and transfer syntaxes. UUIDs are taken in canonical form, any case, braces allowed. */
export interface RpcInterfaces {
  all(): readonly RpcInterface[];
  byUuid(uuid: string): RpcInterface | undefined;
  /** By name, alias or Zeek endpoint, without case. Several interfaces may share one. */
  byName(name: string): readonly RpcInterface[];
  transferSyntax(uuid: string): TransferSyntax | undefined;
  transferSyntaxes(): readonly TransferSyntax[];
  clsid(uuid: string): RpcClass | undefined;
  classes(): readonly RpcClass[];
  /** Interface, transfer syntax or class. */
  describe(uuid: string): UuidFact | undefined;
  method(uuid: string, opnum: number): RpcMethod | undefined;
  /** Interfaces that have a procedure of that name (protocol document's or Zeek's), without case. */
  withMethod(name: string): readonly { readonly interface: RpcInterface; readonly method: RpcMethod }[];
  /** By words of name, description and protocol, by the start of the UUID, or by wire bytes in hexadecimal; best first. */
  search(words: string, limit?: number): readonly RpcInterface[];
  /** Known UUIDs with the fewest differing digits, at most `limit` (3) and at most `maxDistance` (4) digits away. */
  nearest(uuid: string, limit?: number, maxDistance?: number): readonly NearUuid[];
  /** Tables for reading PDUs: PDU types, authentication types and levels, protocol sequences, ports. */
  constants(
    table: "pduTypes" | "authTypes" | "authLevels" | "protocolSequences" | "ports",
  ): ReadonlyMap<string, string>;
}

/** Indexes the interfaces. */
export function createRpcInterfaces(assets: CatalogAssets): RpcInterfaces {
  return buildRpcInterfaces(loadData(assets, "rpc-interfaces"));
}
