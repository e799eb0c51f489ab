import { SCOPES, type ScopeKind } from "./element.ts";
import type { ElementReader } from "./element-reader.ts";

/** A range of numbers, both ends included. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** What every kind of element can say of where and how often it is found. */
export interface ElementOptions {
  readonly protocols: readonly string[];
  /** Ports of the responder; empty for any. */
  readonly ports: readonly NumberRange[];
  readonly direction: "to_server" | "to_client" | "any";
  readonly scope: ScopeKind | undefined;
  /** Types of PDU, such as `bind`; empty for any. */
  readonly pdus: readonly string[];
  readonly count: { readonly op: string; readonly value: number } | undefined;
  /** Where a match begins, from the scope's start. */
  readonly offset: NumberRange | undefined;
  /** The name of an element that comes before, and how many bytes lie between. */
  readonly after: string | undefined;
  readonly distance: NumberRange;
  /** Other elements that must be found around this one, in any order, all within so many bytes from first to last. */
  readonly near: { readonly names: readonly string[]; readonly within: number } | undefined;
  readonly not: boolean;
}

/** The keys that all elements share, each with the sentence that documents it. */
export const OPTION_KEYS: Readonly<Record<string, string>> = {
  protocol: "`tcp`, `udp`, `smb` or `http`.",
  port: "Port of the responder: a number, a list, or a range such as 49152-65535.",
  direction: "`to_server`, `to_client` or `any` (the default).",
  scope:
    "Which bytes are one subject: `frame`, `segment`, `stream` (the default; on port 135 it is `pdu`), `pdu`, `stub` or `body`.",
  pdu: "Types of DCE/RPC PDU, such as `bind`; the scope is then `pdu`.",
  count: "How often it is found in a connection, such as '>=3'.",
  offset: "Where a match begins in its scope: a number, or min and max.",
  after: "Another element whose match ends before this one begins, in the same scope.",
  near: "Other elements, one or a list, that are found around this one in the same scope, in any order; needs `within`.",
  within: "With `after`: at most so many bytes between the two. With `near`: from the first byte of all to the last.",
  distance: "With `after`: min and max bytes between the two.",
  not: "The element holds where nothing is found.",
};

export const PDU_TYPES = [
  "request",
  "response",
  "fault",
  "bind",
  "bind_ack",
  "bind_nak",
  "alter_context",
  "alter_context_resp",
  "auth3",
] as const;

const DIRECTIONS = ["to_server", "to_client", "any"] as const;

/** Reads what all elements share. */
export function readOptions(reader: ElementReader): ElementOptions {
  const [direction] = reader.words("direction", DIRECTIONS);
  const [scope] = reader.words("scope", SCOPES);
  const within = reader.number("within");
  const distance = reader.bounds("distance", false);
  return {
    protocols: reader.words("protocol", ["tcp", "udp", "smb", "http"] as const),
    ports: reader.scalars("port").flatMap((scalar) => {
      const range = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(scalar.value);
      if (range !== null) return [{ min: Number(range[1]), max: Number(range[2] ?? range[1]) }];
      reader.fault("A port is a number, or a range such as 49152-65535.", scalar.span);
      return [];
    }),
    direction: direction ?? "any",
    scope,
    pdus: reader.words("pdu", PDU_TYPES),
    count: readCount(reader),
    offset: reader.bounds("offset", true),
    after: reader.scalar("after")?.value,
    distance: distance ?? { min: 0, max: within ?? Number.POSITIVE_INFINITY },
    near: readNear(reader, within),
    not: reader.flag("not"),
  };
}

function readNear(reader: ElementReader, within: number | undefined): ElementOptions["near"] {
  const names = reader.scalars("near").map(({ value }) => value);
  if (names.length === 0) return undefined;
  const key = reader.element.entries.get("near")?.keySpan ?? reader.element.nameSpan;
  if (reader.element.entries.has("after"))
    reader.fault('"near" says that the order is open, and "after" says what it is; an element takes one of them.', key);
  if (within === undefined) {
    reader.fault('"near" needs "within": the bytes from the first of all to the last.', key);
    return undefined;
  }
  return { names, within };
}

function readCount(reader: ElementReader): ElementOptions["count"] {
  const scalar = reader.scalar("count");
  if (scalar === undefined) return undefined;
  const match = /^\s*(>=|<=|==|!=|>|<|=)?\s*(\d{1,9})\s*$/.exec(scalar.value);
  if (match !== null) return { op: match[1] ?? "=", value: Number(match[2]) };
  reader.fault("A count is a number with an operator, such as '>=3'.", scalar.span);
  return undefined;
}
