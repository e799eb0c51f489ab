import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { CaptureRecord, EventValue } from "../readers/pcap/capture-event.ts";

/** An event in words: what happened, to what, and what more is known. */
export interface EventText {
  readonly what: string;
  readonly name: string;
  readonly detail: readonly string[];
}

type Fields = ReadonlyMap<string, EventValue>;

/** Long values are cut to so many characters. */
const MOST_CHARACTERS = 80;

/** Says an event of a capture in few words; the names are the event's own. */
export function eventText(
  { kind, fields }: Pick<CaptureRecord, "kind" | "fields">,
  rpc: RpcInterfaces | undefined,
): EventText {
  const given = new Map(fields);
  const say = KINDS[kind];
  if (say === undefined) return { what: kind, name: "", detail: others(given, []) };
  return say(given, rpc);
}

const KINDS: Readonly<Record<string, (fields: Fields, rpc: RpcInterfaces | undefined) => EventText>> = {
  conn: (fields) => ({
    what: "connection",
    name: text(fields, "service") || text(fields, "proto"),
    detail: [
      counted(fields, "frames", "frame"),
      `${text(fields, "orig_bytes")} + ${text(fields, "resp_bytes")} bytes`,
      ...(number(fields, "missed_bytes") > 0 ? [`${text(fields, "missed_bytes")} bytes not captured`] : []),
    ],
  }),
  dce_rpc: (fields) => ({
    what: text(fields, "kind") || "request",
    name: [text(fields, "endpoint"), text(fields, "operation")].filter((part) => part !== "").join("."),
    detail: callDetail(fields),
  }),
  dce_rpc_bind: (fields, rpc) => ({
    what: text(fields, "kind"),
    name: offered(fields),
    detail: bindDetail(fields, rpc),
  }),
  epm: (fields) => named("epm", fields, ["operation", "side"]),
  dcom: (fields) => named("dcom", fields, ["class"]),
  wmi: (fields) => named("wmi", fields, ["operation"]),
  http: (fields) => named("http", fields, ["method", "uri"]),
  smb_mapping: (fields) => named("smb tree", fields, ["path"]),
  smb_files: (fields) => named("smb open", fields, ["name"]),
  ntlm: (fields) => named("ntlm", fields, []),
  kerberos: (fields) => named("kerberos", fields, ["service"]),
};

function named(what: string, fields: Fields, names: readonly string[]): EventText {
  const name = names.flatMap((field) => text(fields, field) || []).join(" ");
  return { what, name, detail: others(fields, names) };
}

/** Fields that every event has, or that a reader of a line has no use for. */
const LEFT_OUT = new Set(["uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "opnum", "ctx", "call_id", "rtt"]);

function others(fields: Fields, said: readonly string[]): readonly string[] {
  return [...fields].flatMap(([field, value]) => {
    if (LEFT_OUT.has(field) || said.includes(field) || typeof value === "object") return [];
    return [`${field} ${cut(String(value))}`];
  });
}

function callDetail(fields: Fields): readonly string[] {
  const detail: string[] = [];
  if (fields.get("encrypted") === true) detail.push("sealed");
  const lengths = ["request_len", "response_len"].map((field) => text(fields, field) || "no answer");
  if (fields.has("request_len")) detail.push(`${lengths.join(" + ")}${fields.has("response_len") ? " bytes" : ""}`);
  if (number(fields, "fragments") > 2) detail.push(counted(fields, "fragments", "fragment"));
  if (fields.has("fault")) detail.push(`fault ${text(fields, "fault")}`);
  if (fields.get("hinted") === true) detail.push("interface not from a bind");
  return detail;
}

function offered(fields: Fields): string {
  const counts = new Map<string, number>();
  for (const context of list(fields.get("contexts"))) {
    const endpoint = typeof context === "object" && "endpoint" in context ? String(context.endpoint) : "";
    counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
  }
  return [...counts].map(([endpoint, count]) => (count === 1 ? endpoint : `${endpoint} ×${count}`)).join(", ");
}

function bindDetail(fields: Fields, rpc: RpcInterfaces | undefined): readonly string[] {
  const accepted = fields.get("accepted");
  const detail =
    accepted === undefined
      ? ["no answer"]
      : [`${list(accepted).length} of ${list(fields.get("contexts")).length} accepted`];
  const named = (table: "authTypes" | "authLevels", field: string, word: string): void => {
    const value = text(fields, field);
    if (value !== "") detail.push(`${word} ${rpc?.constants(table).get(value) ?? value}`);
  };
  named("authTypes", "auth_type", "authentication");
  named("authLevels", "auth_level", "level");
  return detail;
}

function list(value: EventValue | undefined): readonly EventValue[] {
  return Array.isArray(value) ? (value as readonly EventValue[]) : [];
}

function number(fields: Fields, name: string): number {
  return Number(fields.get(name) ?? 0);
}

function text(fields: Fields, name: string): string {
  const value = fields.get(name);
  return value === undefined || typeof value === "object" ? "" : cut(String(value));
}

function counted(fields: Fields, name: string, what: string): string {
  return `${text(fields, name)} ${what}${number(fields, name) === 1 ? "" : "s"}`;
}

/** One line, and not too long. */
function cut(value: string): string {
  const line = value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
}
