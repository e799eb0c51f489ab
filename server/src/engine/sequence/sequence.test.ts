import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { shared } from "#test/support/shared.ts";
import { bytesSource } from "../sources.ts";
import { collectSteps } from "./collect-steps.ts";
import { findSequences } from "./find-sequences.ts";
import type { Call, NetworkLogon, ProcessStart, Step } from "./step.ts";
import { fileName } from "./windows-steps.ts";

const OPTIONS = { within: 5, skew: 0 };

function call(time: number, facts: Partial<Call> = {}): Call {
  const client = { address: "10.1.0.1", port: 50000 };
  const server = { address: "10.1.0.2", port: 49670 };
  const at = { sample: 0, line: 0 };
  const operation = "IWbemServices::ExecMethod";
  return {
    kind: "call",
    time,
    uid: `C${time}`,
    client,
    server,
    operation,
    responseTime: null,
    fault: null,
    told: null,
    at,
    ...facts,
  };
}

function child(time: number, facts: Partial<ProcessStart> = {}): ProcessStart {
  const image = "C:\\Windows\\System32\\cmd.exe";
  const at = { sample: 1, line: 0 };
  const named = { host: "10.1.0.2", pid: 12, image, commandLine: null, logonId: null, at };
  return { kind: "process", time, timeField: "UtcTime", precise: true, within: 0, ...named, ...facts };
}

function logon(address: string, port: number, logonId: string, host = "10.1.0.2"): NetworkLogon {
  return { kind: "logon", host, client: { address, port }, logonId, at: { sample: 1, line: 1 } };
}

const confidences = (steps: readonly Step[], options = OPTIONS): readonly string[] =>
  findSequences(steps, options).pairs.map(({ confidence }) => confidence);
const reasons = (steps: readonly Step[], options = OPTIONS): readonly (string | null)[] =>
  findSequences(steps, options).unpaired.flatMap(({ others }) => others.map(({ reason }) => reason));

describe("sequences of a call and a process", () => {
  test("say why a call is not the cause", () => {
    expect(reasons([call(100), child(99.6)])).toEqual(["too early by 0.4 s"]);
    expect(reasons([call(100), child(105.25)])).toEqual(["too late by 0.25 s"]);
    expect(reasons([call(100, { fault: "fault 0x00000005" }), child(100.1)])).toEqual([
      "the call failed: fault 0x00000005",
    ]);
    expect(reasons([call(100), child(100.1, { host: "SRV" })])).toEqual([
      "unknown host: nothing in the samples says whether SRV is 10.1.0.2",
    ]);
    expect(reasons([call(100), child(100.1, { logonId: "7" }), logon("10.9.9.9", 1, "7")])).toEqual([
      "other client: the logon of the process came from 10.9.9.9, the call from 10.1.0.1",
    ]);
  });

  test("a logon joins without addresses of hosts and beyond the window, but not against the order", () => {
    const joined = [call(100), child(130, { host: "SRV", logonId: "7" }), logon("10.1.0.1", 50000, "7", "SRV")];
    expect(confidences(joined)).toEqual(["exact"]);
    const early = [call(100), child(97, { logonId: "7" }), logon("10.1.0.1", 50000, "7")];
    expect(reasons(early)[0]).toContain("the clocks may differ by 3 s");
    expect(confidences(early, { within: 5, skew: 3 })).toEqual(["exact"]);
    const elsewhere: Step = { kind: "host", host: "OTHER", address: "10.1.0.2" };
    expect(confidences([...joined, elsewhere])).toEqual([]);
  });

  test("the edges of the window count, and equal times are open", () => {
    expect(confidences([call(100), child(105)])).toEqual(["window"]);
    expect(confidences([call(100), child(105.25)], { within: 5, skew: 0.25 })).toEqual(["window"]);
    expect(confidences([call(100), child(99.75)], { within: 5, skew: 0.25 })).toEqual(["window"]);
    const { pairs } = findSequences([call(100), child(100)], OPTIONS);
    expect(pairs[0]?.evidence[0]?.message).toBe("the process starts at the time of the call; which came first is open");
  });

  test("a time of whole seconds is any within the second", () => {
    const whole = child(100, { within: 1 });
    const { pairs } = findSequences([call(100.8), whole], OPTIONS);
    expect(pairs.map(({ confidence }) => confidence)).toEqual(["window"]);
    expect(pairs[0]?.evidence[0]?.message).toContain("whole seconds, so which came first is open");
    expect(reasons([call(101.25), whole])).toEqual(["too early by 0.25 s"]);
    expect(confidences([call(99, { responseTime: 100.5 }), whole])).toEqual(["window"]);
    expect(confidences([call(99, { responseTime: 101 }), whole])).toEqual(["bracketed"]);
  });

  test("of equal calls the same is chosen whatever the order of samples", () => {
    const twins = (first: number, second: number): readonly Step[] => [
      call(100, { uid: "CA", at: { sample: first, line: 0 } }),
      call(100, { uid: "CB", at: { sample: second, line: 0 } }),
      child(100.5),
    ];
    const chosen = (steps: readonly Step[]) => findSequences(steps, OPTIONS).pairs.map(({ call }) => call.uid);
    expect(chosen(twins(1, 0))).toEqual(chosen(twins(0, 1)));
    expect(confidences(twins(1, 0))).toEqual(["ambiguous"]);
  });

  test("names of hosts are compared without case, with or without the domain", () => {
    const known: Step = { kind: "host", host: "SRV", address: "10.1.0.2" };
    expect(confidences([known, call(100), child(101, { host: "srv.corp.example" })])).toEqual(["window"]);
    expect(confidences([known, call(100), child(101, { host: "srv2.corp.example" })])).toEqual([]);
    const full: Step = { kind: "host", host: "srv.one.example", address: "10.1.0.2" };
    expect(confidences([full, call(100), child(101, { host: "srv.two.example" })])).toEqual([]);
  });

  test("brackets hold only where skew and a late record cannot undo them", () => {
    const answered = call(100, { responseTime: 101 });
    expect(confidences([answered, child(100.5)])).toEqual(["bracketed"]);
    expect(confidences([answered, child(100.5)], { within: 5, skew: 0.75 })).toEqual(["window"]);
    expect(confidences([answered, child(100.5, { precise: false })])).toEqual(["window"]);
    expect(confidences([call(100, { responseTime: 160 }), child(150)])).toEqual(["bracketed"]);
    expect(confidences([answered, child(100.5), child(100.6, { pid: 13 })])).toEqual(["ambiguous", "ambiguous"]);
  });

  test("a readable answer names its process", () => {
    const told = (uid: string, processId: number | null, fault: string | null = null): Step => {
      const at = { sample: 0, line: 9 };
      return { kind: "told", uid, time: Number(uid.slice(1)), processId, commandLine: "cmd", fault, at };
    };
    const steps = [call(100), call(100.2), child(100.5, { pid: 12, commandLine: "cmd" }), child(100.6, { pid: 13 })];
    expect(confidences(steps)).toEqual(["ambiguous", "ambiguous"]);
    const { pairs } = findSequences([...steps, told("C100", 13), told("C100.2", 12)], OPTIONS);
    expect(pairs.map(({ call, confidence }) => [call.uid, confidence])).toEqual([
      ["C100.2", "exact"],
      ["C100", "exact"],
    ]);
    expect(pairs[0]?.evidence.map(({ field }) => field)).toEqual(["process_id", "ProcessId", "command_line"]);
    expect(pairs[0]?.others[0]?.reason).toBe("other process: the answer names process 13, this one is 12");
    expect(confidences([call(100), told("C100", 12), child(106)])).toEqual([]);
    expect(confidences([call(100), told("C100", 12), told("C100", 13), child(101)])).toEqual(["window"]);
    expect(reasons([call(100), told("C100", null, "Create returned 9"), child(101)])).toEqual([
      "the call failed: Create returned 9",
    ]);
  });

  test("two records of one process are one", () => {
    const late = child(100.9, { precise: false, logonId: "7", image: "C:\\WINDOWS\\system32\\CMD.EXE" });
    const { pairs } = findSequences([call(100), late, child(100.1), logon("10.1.0.1", 50000, "7")], OPTIONS);
    expect(pairs.map(({ process, confidence }) => [process.time, confidence])).toEqual([[100.1, "exact"]]);
  });

  test("the order of samples does not matter, and calls without a child are told", () => {
    const steps = [call(99), call(100, { uid: "C2" }), child(100.5)];
    expect(findSequences([...steps].reverse(), OPTIONS)).toEqual(findSequences(steps, OPTIONS));
    const { pairs, silent } = findSequences(steps, OPTIONS);
    expect(pairs[0]?.others.map(({ reason }) => reason)).toEqual(["fits too, but is 1 s farther off"]);
    expect(silent.map(({ uid }) => uid)).toEqual(["C99"]);
  });
});

interface VectorEvent {
  readonly kind: "net" | "process" | "logon";
  readonly ts: number;
  readonly [field: string]: string | number;
}

function vectorStep(event: VectorEvent, line: number): readonly Step[] {
  const text = (name: string): string => String(event[name] ?? "");
  const at = { sample: 0, line };
  const id = (name: string): string | null => (event[name] === undefined ? null : BigInt(text(name)).toString());
  if (event.kind === "net") {
    const client = { address: text("id.orig_h"), port: Number(event["id.orig_p"]) };
    const server = { address: text("id.resp_h"), port: Number(event["id.resp_p"]) };
    const responseTime = event.responseTs === undefined ? null : Number(event.responseTs);
    return [call(event.ts, { uid: text("uid"), client, server, responseTime, at })];
  }
  if (event.kind === "logon")
    return [{ ...logon(text("IpAddress"), Number(event.IpPort), id("TargetLogonId") ?? "", text("host")), at }];
  if (fileName(text("ParentImage")) !== "wmiprvse.exe") return [];
  const facts = { host: text("host"), pid: Number(event.pid), image: text("Image"), logonId: id("LogonId"), at };
  return [child(event.ts, facts)];
}

const vectors = shared("network/vectors/sequence.json");
const cases: readonly {
  readonly name: string;
  readonly options?: { readonly skew: number };
  readonly events: readonly VectorEvent[];
  readonly expect: unknown;
}[] = vectors === undefined ? [] : JSON.parse(readFileSync(vectors, "utf8")).cases;

test.each(cases)("vector: $name", ({ options, events, expect: expected }) => {
  const { pairs } = findSequences(events.flatMap(vectorStep), { ...OPTIONS, ...options });
  const shown = pairs.map((pair) => ({ net: pair.call.uid, pid: pair.process.pid, confidence: pair.confidence }));
  expect(shown).toEqual(expected);
});

const captures = shared("network/pcaps");

async function stepsOf(...names: readonly string[]): Promise<readonly Step[]> {
  const samples = names.map((name) => {
    const path = [`${captures}/real/${name}`, `${captures}/host-events/${name}`].find(existsSync) ?? "";
    return { source: bytesSource(name, new Uint8Array(readFileSync(path))), defaults: {} };
  });
  const observer = { signal: new AbortController().signal, progress: () => undefined, unread: () => undefined };
  return (await collectSteps(samples, DEFAULT_SETTINGS, { ...observer, rpc: () => testCatalog.rpc })).steps;
}

test("calls and processes without a time are told, and those of whole seconds are known", async () => {
  const wire = {
    sourcetype: "zeek:dce_rpc",
    "id.orig_h": "10.1.0.1",
    "id.orig_p": 50000,
    "id.resp_h": "10.1.0.2",
    "id.resp_p": 1,
  };
  const request = { ...wire, endpoint: "IWbemServices", operation: "ExecMethod" };
  const parent = "C:\\Windows\\System32\\wbem\\WmiPrvSE.exe";
  const start = { EventID: 1, Channel: "Microsoft-Windows-Sysmon/Operational", Computer: "SRV", ParentImage: parent };
  const process = { ...start, Image: "C:\\a.exe", ProcessId: 7 };
  const events = [
    request,
    { ...request, ts: 1_700_000_000.25 },
    process,
    { ...process, UtcTime: "2023-11-14 22:13:21" },
    { ...process, UtcTime: "2023-11-14 22:13:21.500" },
  ];
  const text = events.map((event) => JSON.stringify(event)).join("\n");
  const sample = { source: bytesSource("a.json", new TextEncoder().encode(text)), defaults: {} };
  const observer = { signal: new AbortController().signal, progress: () => undefined, unread: () => undefined };
  const { steps, limits } = await collectSteps([sample], DEFAULT_SETTINGS, { ...observer, rpc: () => testCatalog.rpc });
  expect(steps.map((step) => (step.kind === "process" ? step.within : step.kind))).toEqual(["call", 1, 0]);
  expect(limits).toEqual([
    "1 call has no time that can be read and was not looked at.",
    "1 process that WmiPrvSE.exe started has no time that can be read and was not looked at.",
  ]);
});

describe.skipIf(captures === undefined)("recorded captures with the events of their hosts", () => {
  test.each([
    ["otrf-empire-wmi-execmethod-w6.cap", "otrf-empire-wmi-execmethod.host-events.jsonl", "powershell.exe", 0.120628],
    ["otrf-covenant-sharpwmi-create.cap", "otrf-covenant-sharpwmi-create.host-events.jsonl", "grunthttp2.exe", null],
  ])("%s", async (capture, log, image, gap) => {
    const { pairs, unpaired, silent } = findSequences(await stepsOf(capture, log), OPTIONS);
    expect(pairs.map(({ process, confidence }) => [fileName(process.image), confidence])).toEqual([[image, "exact"]]);
    if (gap !== null) expect(pairs[0]?.gap).toBe(gap);
    expect(unpaired).toEqual([]);
    expect(silent).toEqual([]);
  });

  test("without the logons the answer brackets the process", async () => {
    const steps = await stepsOf("otrf-empire-wmi-execmethod-w6.cap", "otrf-empire-wmi-execmethod.host-events.jsonl");
    expect(confidences(steps.filter(({ kind }) => kind !== "logon"))).toEqual(["bracketed"]);
  });
});
