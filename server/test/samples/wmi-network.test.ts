import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { describe, expect, test, vi } from "vitest";
import { compileSignature } from "#engine/compile/signature.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { runSearch } from "#engine/run.ts";
import type { SampleInput } from "#engine/samples.ts";
import { collectSteps } from "#engine/sequence/collect-steps.ts";
import { findSequences } from "#engine/sequence/find-sequences.ts";
import { fileName } from "#engine/sequence/windows-steps.ts";
import { bytesSource } from "#engine/sources.ts";
import { toText } from "#events/value.ts";
import { test as runTests } from "#hosts/cli/test.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { testCatalog } from "../support/catalog.ts";
import { testEnvironment } from "../support/environment.ts";

/** What `samples/wmi-network/expect.yaml` states. */
interface Expected {
  /** The calls of each capture, in order, by Zeek's names. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** The connections that each signature selects, by capture. */
  readonly signatures: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** The pairs of the captures and the log, by skew. */
  readonly sequences: Readonly<Record<string, readonly string[]>>;
}

const folder = new URL("../../../samples/wmi-network/", import.meta.url);
const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
const text = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const input = (name: string): SampleInput => ({ source: bytesSource(name, bytes(name)), defaults: {} });
const rule = parseRuleFile("rule.yml", text("rule.yml"));
const expected = load(text("expect.yaml")) as Expected;
const captures = Object.keys(expected.calls);
const rpc = () => testCatalog.rpc;

type Texts = Readonly<Record<string, string | null>>;

async function rowsOf(language: string, query: string, names: readonly string[]): Promise<readonly Texts[]> {
  const compile = language === "signature" ? compileSignature : compileSpl;
  const search = compile(query, testEnvironment);
  expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const options = { signal: new AbortController().signal, settings: DEFAULT_SETTINGS, now: 0, clock: () => 0, rpc };
  const rows: Texts[] = [];
  for await (const event of runSearch(search, names.map(input), options)) {
    expect(["problem", "unread"]).not.toContain(event.kind);
    if (event.kind !== "rows") continue;
    for (const { fields } of event.rows)
      rows.push(Object.fromEntries(fields.map(([name, value]) => [name, toText(value)])));
  }
  return rows;
}

const connection = (row: Texts): string =>
  `${row["id.orig_h"]}:${row["id.orig_p"]} → ${row["id.resp_h"]}:${row["id.resp_p"]}`;

describe("samples/wmi-network", () => {
  test("the rule file is sound", () => {
    expect(rule.problems).toEqual([]);
    const signatures = rule.analytics.filter(({ language }) => language === "signature");
    expect(Object.keys(expected.signatures)).toEqual(signatures.map(({ id }) => id));
  });

  test("its own tests pass", async () => {
    const out: string[] = [];
    const written = vi.spyOn(process.stdout, "write").mockImplementation((line) => out.push(String(line)) > 0);
    const code = await runTests([fileURLToPath(new URL("rule.yml", folder))]).finally(() => written.mockRestore());
    expect(out.at(-1)).toBe(`${rule.tests.length} passed, 0 failed, 0 could not be run\n`);
    expect(code).toBe(0);
  });

  test.each(captures)("the calls of %s", async (name) => {
    const rows = await rowsOf("spl", "sourcetype=dce_rpc | sort 0 _time | table endpoint operation", [name]);
    expect(rows.map((row) => `${row.endpoint}.${row.operation}`)).toEqual(expected.calls[name]);
  });

  test.each(Object.entries(expected.signatures))("%s selects what is expected", async (id, byCapture) => {
    const analytic = rule.analytics.find((one) => one.id === id);
    for (const name of captures) {
      const rows = await rowsOf("signature", analytic?.query.text ?? "", [name]);
      expect([...new Set(rows.map(connection))], name).toEqual(byCapture[name] ?? []);
    }
  });

  test.each(Object.entries(expected.sequences))("the pairs with a skew of %s s", async (skew, pairs) => {
    const observer = { signal: new AbortController().signal, progress: () => undefined, rpc };
    const unread = (_: number, problem: unknown) => expect(problem).toBeUndefined();
    const inputs = [...captures, "hosts.xml"].map(input);
    const { steps } = await collectSteps(inputs, DEFAULT_SETTINGS, { ...observer, unread });
    const found = findSequences(steps, { within: 5, skew: Number(skew) });
    const shown = found.pairs.map(({ process: { pid, image, host }, call: { client }, confidence, gap }) => {
      return `${confidence}: ${client.address}:${client.port} started ${pid} ${fileName(image)} on ${host}, ${gap} s`;
    });
    expect(shown).toEqual(pairs);
  });

  test("the files are what their script writes", () => {
    const script = fileURLToPath(new URL("../../../scripts/samples/wmi-network.mjs", import.meta.url));
    expect(execFileSync(process.execPath, [script, "--check"], { encoding: "utf8" })).toContain("up to date");
  });
});

const tshark = (...args: string[]) => spawnSync("tshark", args, { encoding: "utf8" });
const installed = tshark("--version").status === 0;

describe.skipIf(!installed)("samples/wmi-network in tshark", () => {
  test.each(captures)("%s is dissected without complaint, with the same calls", (name) => {
    const path = fileURLToPath(new URL(name, folder));
    const complaints = tshark("-n", "-r", path, "-Y", "_ws.malformed || _ws.expert.severity >= 0x600000");
    expect(complaints.stdout).toBe("");
    const { stdout } = tshark("-n", "-r", path, "-Y", "dcerpc.pkt_type == 0", "-T", "fields", "-e", "dcerpc.opnum");
    expect(stdout.trim().split("\n").map(Number)).toEqual(expected.calls[name]?.map(opnumOf));
  });
});

/** The number of a call that is written with its names. */
function opnumOf(call: string): number | undefined {
  const [endpoint = "", operation] = call.split(".");
  const named = testCatalog.rpc.byName(endpoint);
  const methods = named.flatMap(({ methods }) => methods);
  return methods.find(({ name, zeek }) => name === operation || zeek === operation)?.opnum;
}
