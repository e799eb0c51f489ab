import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCapture } from "#engine/readers/pcap/capture.ts";
import type { Endpoint } from "#engine/readers/pcap/model.ts";

/** The version line of a program, or undefined with one line on stderr. `scripts/network-programs/install.sh` installs them. */
function versionOf(program: string, argument: string): string | undefined {
  const { stdout, status, error } = spawnSync(program, [argument], { encoding: "utf8" });
  if (error === undefined && status === 0) return stdout.trim();
  console.warn(`skipped: ${program} is not installed (scripts/network-programs/install.sh does it)`);
  return undefined;
}

export const suricata = versionOf("suricata", "-V");
export const yara = versionOf("yara", "--version");
export const tshark = versionOf("tshark", "--version");

/** Runs something with a folder of its own, which is removed afterwards. */
function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "rulehound-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What Suricata says against rules; empty when it takes them all. */
export function suricataComplaints(rules: string): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, "rules"), rules);
    const { stdout, stderr } = spawnSync("suricata", ["-T", "-S", join(folder, "rules"), "-l", folder], {
      encoding: "utf8",
    });
    return `${stdout}${stderr}`
      .split("\n")
      .filter((line) => /^(?:E|W): detect/.test(line))
      .join("\n");
  });
}

/** Of each sid the flows with an alert: both endpoints, the smaller first. The capture is given with lengths of offloaded frames filled in. */
export function suricataFlows(rules: string, capture: Uint8Array): ReadonlyMap<number, ReadonlySet<string>> {
  return inFolder((folder) => {
    const [ruleFile, captureFile] = [join(folder, "rules"), join(folder, "capture.pcap")];
    writeFileSync(ruleFile, rules);
    writeFileSync(captureFile, plainCapture(capture));
    const settings = [
      "stream.reassembly.randomize-chunk-size=no",
      "stream.midstream=true",
      "outputs.0.fast.enabled=no",
      "stream.reassembly.depth=0",
    ];
    const options = settings.flatMap((one) => ["--set", one]);
    spawnSync(
      "suricata",
      ["-r", captureFile, "-S", ruleFile, "-l", folder, "-k", "none", "--runmode", "single", ...options],
      { encoding: "utf8" },
    );
    const flows = new Map<number, Set<string>>();
    for (const line of readFileSync(join(folder, "eve.json"), "utf8").split("\n")) {
      if (!line.includes('"event_type":"alert"')) continue;
      const { alert, src_ip, src_port, dest_ip, dest_port } = JSON.parse(line);
      const found = flows.get(alert.signature_id) ?? new Set();
      found.add(flowOf({ host: src_ip, port: src_port }, { host: dest_ip, port: dest_port }));
      flows.set(alert.signature_id, found);
    }
    return flows;
  });
}

/** Both endpoints of a flow, the smaller first, IPv6 addresses in one form. */
export function flowOf(one: Endpoint, other: Endpoint): string {
  const text = ({ host, port }: Endpoint) =>
    `${host.includes(":") ? new URL(`http://[${host}]`).hostname : host}:${port}`;
  return [text(one), text(other)].sort().join(" ");
}

/**
 * A capture as a classic one with microseconds. An IPv4 total length of 0 (segmentation offload) is filled in, since Suricata takes such
 * frames for damaged.
 */
function plainCapture(bytes: Uint8Array): Uint8Array {
  const { packets } = openCapture(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = view.getUint32(0, true);
  const classic = little === 0xa1b2c3d4 || little === 0xa1b23c4d || little === 0xd4c3b2a1 || little === 0x4d3cb2a1;
  const link = classic ? view.getUint32(20, little === 0xa1b2c3d4 || little === 0xa1b23c4d) : 1;
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(0x40000, 16);
  head.writeUInt32LE(link & 0xfffffff, 20);
  const parts: Buffer[] = [head];
  for (let number = 1; number <= packets.frameCount; number++) {
    const { ts } = packets.frame(number);
    const frame = Buffer.from(packets.frameBytes(number));
    if (link === 1 && frame.length > 18 && frame.readUInt16BE(12) === 0x0800 && frame.readUInt16BE(16) === 0)
      frame.writeUInt16BE(frame.length - 14, 16);
    const record = Buffer.alloc(16);
    record.writeUInt32LE(Number(ts.split(".")[0]), 0);
    record.writeUInt32LE(Number((ts.split(".")[1] ?? "0").slice(0, 6)), 4);
    record.writeUInt32LE(frame.length, 8);
    record.writeUInt32LE(packets.frame(number).length, 12);
    parts.push(record, frame);
  }
  return Buffer.concat(parts);
}

/** The frames that a display filter selects, with their connections (`tcp-3`). Throws what tshark says against the filter. */
export async function tsharkFrames(path: string, filter: string): Promise<ReadonlyMap<number, string>> {
  const order = ["-o", "tcp.reassemble_out_of_order:TRUE"];
  const fields = ["frame.number", "tcp.stream", "udp.stream"].flatMap((field) => ["-e", field]);
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
    const options = ["-n", ...order, "-r", path, "-Y", filter, "-T", "fields", ...fields];
    execFile("tshark", options, { encoding: "utf8", maxBuffer: 1 << 28 }, (_error, out, err) =>
      resolve({ stdout: out, stderr: err }),
    );
  });
  if (/^tshark: (?!The file .* cut short)/m.test(stderr)) throw new Error(`${stderr.trim()}\n${filter}`);
  const frames = new Map<number, string>();
  for (const line of stdout.split("\n").filter(Boolean)) {
    const [frame, tcp, udp] = line.split("\t");
    frames.set(Number(frame), tcp ? `tcp-${tcp}` : `udp-${udp}`);
  }
  return frames;
}

/** Of each rule that holds for bytes, where its strings are found, by their names. Throws what YARA says against the rules. */
export function yaraPlaces(
  rules: string,
  bytes: Uint8Array,
): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>> {
  return inFolder((folder) => {
    const [ruleFile, dataFile] = [join(folder, "rule.yar"), join(folder, "data")];
    writeFileSync(ruleFile, rules);
    writeFileSync(dataFile, bytes);
    const output = execFileSync("yara", ["-s", "-w", "-l", "100000", ruleFile, dataFile], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const found = new Map<string, Map<string, Set<number>>>();
    let places = new Map<string, Set<number>>();
    for (const line of output.split("\n")) {
      const [, at, name] = /^0x([0-9a-f]+):\$(\w+):/.exec(line) ?? [];
      if (at !== undefined && name !== undefined) {
        const list = places.get(name) ?? new Set();
        list.add(Number.parseInt(at, 16));
        places.set(name, list);
      } else if (line.endsWith(dataFile)) {
        places = new Map();
        found.set(line.split(" ")[0] ?? "", places);
      }
    }
    return found;
  });
}
