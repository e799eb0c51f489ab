import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { runSearch } from "#engine/run.ts";
import { bytesSource } from "#engine/sources.ts";
import { toText } from "#events/value.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { shared } from "#test/support/shared.ts";

const root = shared("network/pcaps");

/** The rows that a search gives on a capture, as texts. */
async function rowsOf(spl: string, name: string): Promise<Record<string, string | null>[]> {
  const environment = testEnvironment;
  const search = compileSpl(spl, environment);
  expect(search.problems).toEqual([]);
  const path = [`${root}/real/${name}`, `${root}/synthetic/${name}`].find(existsSync) ?? "";
  const source = bytesSource(name, new Uint8Array(readFileSync(path)));
  const rows: Record<string, string | null>[] = [];
  const options = { signal: new AbortController().signal, settings: DEFAULT_SETTINGS, now: 0, clock: () => 0 };
  for await (const event of runSearch(search, [{ source, defaults: {} }], {
    ...options,
    rpc: () => environment.catalog.rpc,
  })) {
    if (event.kind !== "rows") continue;
    for (const { fields } of event.rows)
      rows.push(Object.fromEntries(fields.map(([field, value]) => [field, toText(value)])));
  }
  return rows;
}

interface Baseline {
  readonly captures: Readonly<
    Record<
      string,
      {
        readonly dcerpc?: unknown;
        readonly dce_rpc?: readonly Readonly<Record<string, string | number>>[];
        readonly secAddr?: readonly string[];
      }
    >
  >;
}

describe.skipIf(root === undefined)("searches on captures", () => {
  test("the rows of dce_rpc are those of Zeek", async () => {
    const baseline: Baseline = JSON.parse(readFileSync(`${root}/expected/zeek-baseline.json`, "utf8"));
    let compared = 0;
    for (const [name, { dce_rpc: expected = [] }] of Object.entries(baseline.captures)) {
      const fields = Object.keys(expected[0] ?? {});
      if (fields.length === 0) continue;
      const rows = await rowsOf(
        `sourcetype=dce_rpc | sort 0 _time | table ${fields.map((field) => `"${field}"`).join(" ")}`,
        name,
      );
      expect(rows).toEqual(
        expected.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]))),
      );
      compared += rows.length;
    }
    expect(compared).toBe(4);
  });

  test("calls to ExecMethod are counted by server", async () => {
    const spl = "sourcetype=dce_rpc operation=ExecMethod | stats count by id.resp_h";
    expect(await rowsOf(spl, "otrf-empire-wmi-execmethod-w6.cap")).toEqual([
      { "id.resp_h": "172.18.39.6", count: "1" },
    ]);
    expect(await rowsOf(spl, "otrf-empire-dcom-shellwindows-w5.cap")).toEqual([]);
  });

  test.each([
    "synth-wmi-exec-cleartext.pcap",
    "synth-wmi-exec-cleartext-be-nano.pcap",
    "synth-wmi-exec-rpcfrag.pcap",
    "synth-wmi-exec-rough-tcp.pcap",
    "synth-wmi-exec-ipfrag.pcap",
    "synth-wmi-exec-vlan-ipv6.pcapng",
    "synth-wmi-exec-single-context.pcap",
    "synth-wmi-exec-privacy.pcap",
  ])("%s: the command line, when it can be read", async (name) => {
    const truth = JSON.parse(readFileSync(`${root}/synthetic/ground-truth.json`, "utf8"))[name];
    const [row] = await rowsOf(
      "sourcetype=wmi operation=ExecMethod | table ts command_line namespace process_id readable",
      name,
    );
    expect(row?.command_line ?? null).toBe(truth.commandLineVisible ? truth.commandLine : null);
    expect(row?.process_id ?? null).toBe(truth.commandLineVisible ? String(truth.processId) : null);
    expect(row?.namespace).toBe(truth.namespace);
    expect(row?.readable).toBe(String(truth.commandLineVisible));
  });

  test("WinRM bodies are read in either encoding", async () => {
    for (const name of ["synth-winrm-invoke-utf8.pcap", "synth-winrm-invoke-utf16.pcap"]) {
      const truth = JSON.parse(readFileSync(`${root}/synthetic/ground-truth.json`, "utf8"))[name];
      const rows = await rowsOf('sourcetype=http uri="/wsman*" | table command_line', name);
      expect(rows).toEqual([{ command_line: truth.commandLine }]);
    }
  });
});
