import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { PatternItem } from "#syntax/signature/byte-pattern.ts";
import type { PrintableGlob } from "#syntax/signature/printable-glob.ts";
import type { ElementReader } from "./element-reader.ts";
import type { TextPattern } from "./match-text.ts";

/** Where a decoded interface or class is looked for. */
export const RPC_PLACES = ["bind", "alter_context", "transfer_syntax", "tower", "activation", "objref"] as const;
export type RpcPlace = (typeof RPC_PLACES)[number];

export const SCOPES = ["frame", "segment", "stream", "pdu", "stub", "body"] as const;
export type ScopeKind = (typeof SCOPES)[number];

/** Matches in one scope; each is one or more byte ranges. */
export interface FoundBytes {
  readonly matches: readonly (readonly Span[])[];
  /** False when there were more than are followed. */
  readonly complete: boolean;
  /** Why a match was given up, here or in an earlier scope: there may be more then. */
  readonly stopped?: string;
}

export type BytesSource =
  | { readonly kind: "bytes"; readonly items: readonly PatternItem[] }
  | { readonly kind: "text"; readonly pattern: TextPattern }
  | { readonly kind: "printable"; readonly glob: PrintableGlob; readonly nocase: boolean }
  | { readonly kind: "regex"; readonly pattern: string; readonly nocase: boolean };

/** Looks for something in the bytes of a scope. */
export interface BytesTest {
  readonly on: "bytes";
  /** What is looked for, for those who write it in another language. */
  readonly source: BytesSource;
  find(bytes: Uint8Array): FoundBytes;
}

/** Looks at decoded DCE/RPC: interfaces of contexts, or calls when opnums are given. */
export interface RpcTest {
  readonly on: "rpc";
  readonly uuids: ReadonlySet<string>;
  readonly opnums: ReadonlySet<number> | undefined;
  readonly places: ReadonlySet<RpcPlace>;
  /** Ways that count beside the decoded one, or instead of it. */
  readonly ways: ReadonlySet<"decoded" | "hex" | "ascii">;
  readonly hex: BytesTest;
  readonly ascii: BytesTest | undefined;
}

/** Looks at decoded HTTP requests. All parts that are given hold in one request. */
export interface HttpTest {
  readonly on: "http";
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly header: string | undefined;
  readonly body: string | undefined;
}

/** Looks at decoded SMB: tree paths and pipe names. */
export interface SmbTest {
  readonly on: "smb";
  readonly tree: string | undefined;
  readonly pipe: string | undefined;
}

export type ElementTest = BytesTest | RpcTest | HttpTest | SmbTest;

/** A kind of element. One file each. */
export interface ElementDefinition {
  /** The keys that say which kind an element is. */
  readonly kinds: readonly string[];
  /** One sentence: what it matches. */
  readonly summary: string;
  /** Its own keys, each with the sentence that documents it. */
  readonly keys: Readonly<Record<string, string>>;
  /** The test, or undefined where what is written cannot be one; what is wrong goes to `reader.fault`. */
  read(reader: ElementReader): ElementTest | undefined;
}

/** Defines a kind of element; elements.index.ts (generated) lists it. */
export function defineElement(definition: ElementDefinition): ElementDefinition {
  return definition;
}

/** What reading an element needs. */
export interface ElementContext {
  readonly text: string;
  readonly catalog: Catalog;
  readonly report: (problem: Problem) => void;
}
