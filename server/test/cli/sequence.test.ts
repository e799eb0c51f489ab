import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { sequence } from "#hosts/cli/sequence.ts";

const sample = (name: string): readonly string[] => [
  "--sample",
  fileURLToPath(new URL(`../../../samples/wmi-network/${name}`, import.meta.url)),
];

async function printed(...args: readonly string[]) {
  const out: string[] = [];
  const problems: string[] = [];
  const into = (lines: string[]) => (text: string | Uint8Array) => lines.push(String(text)) > 0;
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(into(out)),
    vi.spyOn(process.stderr, "write").mockImplementation(into(problems)),
  ];
  const code = await sequence([...args, "--no-color"]).finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return { code, text: out.join(""), problems: problems.join("") };
}

describe("rulehound sequence", () => {
  test("tells pairs with their evidence and timeline, in any order of the samples", async () => {
    const first = await printed(...sample("exec.pcap"), ...sample("hosts.xml"));
    expect(first.code).toBe(0);
    expect(first.problems).toBe("");
    expect(first.text).toContain("1 sequence in ");
    expect(first.text).toContain(
      "exact  C:\\Windows\\System32\\cmd.exe on srv01.corp.example, started by 10.20.3.13\n",
    );
    const timeline = first.text.match(/ {2}13:02:17\.\d{6} [┌├└] .*/g) ?? [];
    expect(timeline.map((line) => line.replace(/^ +\S+ (.) .*?(ExecMethod|\[4712\]|response).*$/, "$1 $2"))).toEqual([
      "┌ ExecMethod",
      "├ [4712]",
      "└ response",
    ]);
    expect(first.text).toMatch(
      /a network logon on srv01\.corp\.example comes from 10\.20\.3\.13:56126 {2}IpPort, hosts/,
    );
    const second = await printed(...sample("hosts.xml"), ...sample("exec.pcap"));
    expect(second.text).toBe(first.text);
  });

  test("JSON has pairs, processes without a call, calls without a process, and skew", async () => {
    const given = [...sample("race.pcap"), ...sample("hosts.xml"), "--format", "json"];
    const results = (text: string): { result: string; confidence?: string; gap?: number }[] =>
      text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    const strict = results((await printed(...given)).text);
    expect(strict.map(({ result, confidence }) => confidence ?? result)).toEqual([
      "bracketed",
      "window",
      "ambiguous",
      "ambiguous",
      "no-call",
      "no-call",
      "no-call",
      "no-process",
      "no-process",
    ]);
    const tolerant = results((await printed(...given, "--skew", "0.4")).text);
    expect(tolerant[0]).toMatchObject({ result: "pair", confidence: "window", gap: 0.05786 });
  });

  test("says what the samples lack when there is no pair", async () => {
    const calls = await printed(...sample("exec.pcap"));
    expect(calls.text).toContain("0 sequences in ");
    expect(calls.text).toContain("No process that WmiPrvSE.exe started was found");
    expect(calls.text).not.toContain("No call that starts a process");
    expect((await printed(...sample("hosts.xml"))).text).toContain("No call that starts a process was found");
    const apart = await printed(...sample("exec.pcap"), ...sample("hosts.xml"), "--within", "0", "--skew", "0");
    expect(apart.text).toContain("1 sequence in ");
  });

  test("reads Zeek's own logs, as columns and as JSON", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "rulehound-sequence-"));
    const names = ["ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "rtt", "endpoint", "operation"];
    const values = ["1773320537.5", "C1", "10.0.0.1", 1, "10.0.0.2", 2, 0.1, "IWbemServices", "ExecMethod"];
    const json = JSON.stringify(Object.fromEntries(names.map((name, i) => [name, values[i]])));
    const columns = ["#separator \\x09", "#path\tdce_rpc", `#fields\t${names.join("\t")}`, values.join("\t")];
    const logs = [`${json}\n`, `${columns.join("\n")}\n`];
    try {
      for (const [i, text] of logs.entries()) {
        const log = path.join(folder, `dce_rpc.${i}.log`);
        writeFileSync(log, text);
        const { code, text: said } = await printed("--sample", log);
        expect(code).toBe(0);
        expect(said).toContain("no process  13:02:17.500000  10.0.0.1:1 → 10.0.0.2:2  IWbemServices::ExecMethod");
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("says what is missing", async () => {
    await expect(sequence([])).rejects.toThrow("rulehound sequence needs --sample PATH");
    const absent = await printed("--sample", "no-such.pcap");
    expect(absent.code).toBe(3);
    expect(absent.problems).toContain("no-such.pcap");
  });
});
