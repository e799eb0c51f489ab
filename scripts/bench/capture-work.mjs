import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeCapture } from "./captures.mjs";

/** Each is measured so often; the median counts. */
const ROUNDS = 5;

const RULE = `title: WMI calls
signatures:
  bound: { interface: IWbemServices }
  exec: { interface: IWbemServices, opnum: ExecMethod }
  bytes: { bytes: '@uuid(IWbemServices)' }
condition: exec or bound or bytes
`;

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * Reads a capture from a file down to PDUs and calls, beside a loop that reads the file and touches each byte; the time to the first
 * matched event of a signature, with the memory of the process; and tshark on the same file, when it is there.
 */
export async function measureCaptures(mebibytes, { product, environment }) {
  const folder = mkdtempSync(path.join(tmpdir(), "rulehound-bench-"));
  try {
    const file = path.join(folder, "capture.pcap");
    writeFileSync(file, makeCapture(mebibytes));
    console.log(`\nReading a capture of ${mebibytes} MiB from a file`);
    const decoded = reading(file, mebibytes, product);
    beside(file, mebibytes, decoded);
    await firstMatch(file, { product, environment });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function touch(file) {
  const started = performance.now();
  const bytes = readFileSync(file);
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) sum = (sum + bytes[at]) | 0;
  if (sum === 0) throw new Error("nothing was read");
  return performance.now() - started;
}

/** Gives the median time down to PDUs and calls. */
function reading(file, mebibytes, product) {
  const toEnd = (steps) => {
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  };
  const headers = (bytes) => {
    for (const { streams } of toEnd(product.readPackets(bytes)).connections)
      for (const direction of ["orig", "resp"]) product.readPduChain(streams[direction], direction);
  };
  const rows = {
    "frames and TCP streams": (bytes) => toEnd(product.readPackets(bytes)),
    "frames, TCP, PDU headers": headers,
    "frames, TCP, PDUs, calls": (bytes) => toEnd(product.readCapture(bytes)),
  };
  let last = 0;
  for (const [name, read] of Object.entries(rows)) {
    const times = [];
    const ratios = [];
    for (let i = 0; i < ROUNDS; i++) {
      const bare = touch(file);
      const started = performance.now();
      read(new Uint8Array(readFileSync(file)));
      times.push(performance.now() - started);
      ratios.push(times[i] / bare);
    }
    last = median(times);
    const rate = ((mebibytes * 1000) / last).toFixed(0).padStart(5);
    console.log(`${name.padEnd(28)} ${median(ratios).toFixed(2)} × reading and touching each byte   ${rate} MiB/s`);
  }
  return last;
}

/** tshark, writing four fields of each frame. */
function beside(file, mebibytes, decoded) {
  const fields = ["frame.number", "tcp.stream", "dcerpc.pkt_type", "dcerpc.opnum"].flatMap((field) => ["-e", field]);
  const started = performance.now();
  const { error, status } = spawnSync("tshark", ["-n", "-r", file, "-T", "fields", ...fields], { stdio: "ignore" });
  const took = performance.now() - started;
  if (error !== undefined || status !== 0) console.log("tshark is not installed; the ratio to it is left out");
  else
    console.log(
      `tshark -T fields takes ${(took / decoded).toFixed(1)} × as long as PDUs and calls here (${((mebibytes * 1000) / took).toFixed(1)} MiB/s)`,
    );
}

async function firstMatch(file, { product, environment }) {
  const compiled = product.compileSignature(RULE, environment);
  if (!compiled.runnable) throw new Error(compiled.problems.map(({ message }) => message).join("; "));
  const times = [];
  let memory = 0;
  for (let i = 0; i < 3; i++) {
    const started = performance.now();
    const source = product.bytesSource("capture.pcap", new Uint8Array(readFileSync(file)));
    const run = product.runSearch(compiled, [{ source, defaults: {} }], {
      signal: new AbortController().signal,
      settings: product.DEFAULT_SETTINGS,
      now: 1_772_400_000,
      limits: { ...product.DEFAULT_LIMITS, resultRows: 1000 },
      clock: () => performance.now(),
      rpc: () => environment.catalog.rpc,
    });
    for await (const event of run) {
      if (event.kind !== "rows" || event.rows.length === 0) continue;
      times.push(performance.now() - started);
      memory = Math.max(memory, process.memoryUsage().rss);
      break;
    }
  }
  const floor = touch(file);
  console.log(
    `first matched event of a signature: ${(median(times) / 1000).toFixed(1)} s, ${(median(times) / floor).toFixed(1)} × reading and touching each byte; ${Math.round(memory / 1048576)} MiB resident then, ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most`,
  );
}
