import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Packets } from "#engine/readers/pcap/model.ts";
import { readPackets } from "#engine/readers/pcap/read-packets.ts";
import { shared } from "../support/shared.ts";

/** One connection as the reference reader gives it. */
export interface ExpectedConnection {
  readonly id: string;
  readonly proto: "tcp" | "udp";
  readonly orig_h: string;
  readonly orig_p: number;
  readonly resp_h: string;
  readonly resp_p: number;
  readonly handshake: boolean;
  readonly frames: number;
  readonly firstFrame: number;
  readonly firstTs: string;
  readonly origBytes: number;
  readonly respBytes: number;
  readonly gap?: boolean;
}

/** One PDU as the reference tools give it. */
export interface ExpectedPdu {
  readonly frame: number;
  readonly conn: string;
  readonly dir: "orig" | "resp";
  readonly transport: "tcp" | "udp" | "smb" | "smb2";
  readonly ptype: string;
  readonly call: number;
  readonly flags: number;
  readonly fragLen: number;
  readonly authLen: number;
  readonly authType?: number;
  readonly authLevel?: number;
  readonly contexts?: readonly {
    readonly ctx: number;
    readonly uuid: string;
    readonly ver: string;
    readonly transfer: readonly string[];
  }[];
  readonly results?: readonly number[];
  readonly secAddr?: string | null;
  readonly ctx?: number;
  readonly opnum?: number;
  readonly uuid?: string | null;
  readonly object?: string;
  readonly status?: string;
  readonly streamOffset?: number;
  readonly slices?: readonly (readonly [number, number, number])[];
  readonly encrypted?: boolean;
  readonly fid?: string;
  readonly note?: string;
  readonly drep?: string;
  readonly if?: string;
  readonly seq?: number;
}

/** What the reference tools say of one capture. */
export interface Expectation {
  readonly capture: {
    readonly format: string;
    readonly frames: number;
    readonly firstTs: string;
    readonly lastTs: string;
  };
  readonly conns: readonly ExpectedConnection[];
  readonly dcerpc: readonly ExpectedPdu[];
  readonly epm?: readonly {
    readonly frame: number;
    readonly opnum: readonly number[];
    readonly uuids?: readonly string[];
    readonly tcpPorts: readonly number[];
  }[];
  readonly dcom?: readonly {
    readonly frame: number;
    readonly clsid?: readonly string[];
    readonly iid?: readonly string[];
    readonly oxid?: readonly string[];
    readonly remUnknownIpid?: readonly string[];
    readonly ipid?: readonly string[];
    readonly bindings?: readonly string[];
    readonly serverName?: readonly string[];
  }[];
  readonly auth?: readonly {
    readonly frame: number;
    readonly sname?: readonly string[];
    readonly ntlm?: { readonly domain: string; readonly user: string; readonly host: string };
    readonly target?: readonly string[];
  }[];
  readonly http?: readonly {
    readonly frame: number;
    readonly conn: string;
    readonly method?: string;
    readonly uri?: string;
    readonly host?: string;
    readonly status?: readonly number[];
    readonly contentType?: string;
    readonly auth?: string;
    readonly userAgent?: string;
    readonly contentLength?: string;
  }[];
  readonly smb?: readonly {
    readonly frame: number;
    readonly conn: string;
    readonly tree?: string;
    readonly open?: string;
  }[];
  readonly bytes: Readonly<
    Record<
      string,
      {
        readonly hex: string;
        readonly frames: readonly [number, number][];
        readonly streams: readonly [string, "orig" | "resp", number][];
      }
    >
  >;
}

const folder = shared("network/pcaps");

/** The captures with expectations, real and synthetic; none when the test material is absent. */
export const captureNames: readonly string[] =
  folder === undefined
    ? []
    : readdirSync(join(folder, "expected"))
        .filter((name) => name.endsWith(".expected.json"))
        .map((name) => name.replace(".expected.json", ""));

export function captureBytes(name: string): Uint8Array {
  const kind = name.startsWith("synth-") ? "synthetic" : "real";
  return new Uint8Array(readFileSync(join(folder ?? "", kind, name)));
}

export function expectation(name: string): Expectation {
  return JSON.parse(readFileSync(join(folder ?? "", "expected", `${name}.expected.json`), "utf8"));
}

/** Decodes a capture in one go. */
export function packetsOf(bytes: Uint8Array): Packets {
  const reading = readPackets(bytes);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}
