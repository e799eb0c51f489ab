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

  test("says what is missing", async () => {
    await expect(sequence([])).rejects.toThrow("rulehound sequence needs --sample PATH");
    const absent = await printed("--sample", "no-such.pcap");
    expect(absent.code).toBe(3);
    expect(absent.problems).toContain("no-such.pcap");
  });
});
