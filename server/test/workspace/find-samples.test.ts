import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RuleIds } from "#analysis/rule-ids.ts";
import { findSamples } from "#hosts/node/find-samples.ts";
import { namedSamples } from "#hosts/node/named-samples.ts";
import { ruleSurroundings } from "#hosts/node/rule-surroundings.ts";
import { limitUnpacked } from "#hosts/node/unpacked-limit.ts";
import type { RunJob } from "#hosts/run/job.ts";
import { runJob } from "#hosts/run/run-job.ts";
import { SampleTexts } from "#hosts/run/sample-text.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { buildEvtx, text } from "../support/evtx-builder.ts";
import { zip } from "../support/zip.ts";

let folder = "";
const at = (...parts: readonly string[]): string => path.join(folder, ...parts);
const write = async (name: string, content: string | Uint8Array): Promise<void> => {
  await mkdir(path.dirname(at(name)), { recursive: true });
  await writeFile(at(name), content);
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rulehound-find-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const names = async (name: string): Promise<readonly string[]> =>
  (await findSamples(at(name))).samples.map((sample) => path.relative(folder, sample.path));

function job(samples: RunJob["samples"], spl: string): RunJob {
  return {
    text: spl,
    language: "spl",
    samples,
    folders: [],
    revision: 0,
    settings: DEFAULT_SETTINGS,
    now: 1_772_400_000,
    everyClause: true,
    rowLimit: 100,
    markLimit: 100,
  };
}

const run = (samples: RunJob["samples"], spl: string) =>
  runJob(job(samples, spl), { signal: new AbortController().signal, progress: () => undefined });

describe("what a sample's name leads to", () => {
  test("a folder and patterns, in the order of names, without sidecars and hidden files", async () => {
    for (const name of [
      "logs/b.xml",
      "logs/a.xml",
      "logs/deep/c.xml",
      "logs/d.json",
      "logs/.hidden",
      "logs/a.xml.rulehound.yaml",
    ]) {
      await write(name, "x");
    }
    expect(await names("logs")).toEqual(["logs/a.xml", "logs/b.xml", "logs/d.json", "logs/deep/c.xml"]);
    expect(await names("logs/*.xml")).toEqual(["logs/a.xml", "logs/b.xml"]);
    expect(await names("logs/**/*.xml")).toEqual(["logs/a.xml", "logs/b.xml", "logs/deep/c.xml"]);
    expect(await names("logs/?.json")).toEqual(["logs/d.json"]);
    await expect(names("logs/*.evtx")).rejects.toThrow(/No file fits/);
    await expect(names("nothing.xml")).rejects.toThrow(/there is no such file/);
  });

  test("links that lead out of the folder are not followed", async () => {
    await write("secret/key.log", "x");
    await write("logs/a.log", "x");
    await symlink(at("secret"), at("logs/away"));
    expect(await names("logs/**")).toEqual(["logs/a.log"]);
  });

  test("the files of a zip file; what cannot be read is said", async () => {
    await write(
      "logs.zip",
      zip([
        { name: "b/two.jsonl", content: '{"n":2}\n' },
        { name: "a.jsonl", content: '{"n":1}\n', method: 0 },
        { name: "locked.log", content: "x", flags: 1 },
        { name: "odd.log", content: "x", method: 0, flags: 0 },
        { name: "inner.zip", content: "x" },
        { name: "__MACOSX/._a.jsonl", content: "x" },
      ]),
    );
    const { samples, notes } = await findSamples(at("logs.zip"));
    expect(samples.map((sample) => path.relative(folder, sample.path))).toEqual([
      "logs.zip/b/two.jsonl",
      "logs.zip/a.jsonl",
      "logs.zip/odd.log",
    ]);
    expect(notes.join("\n")).toMatch(/locked\.log is encrypted/);
    expect(notes.join("\n")).toMatch(/inner\.zip is a zip file inside a zip file/);
    const outcome = await run([{ path: at("logs.zip") }], "n=* | table n source");
    expect(outcome.status).toBe("done");
    // Events without a time come last first.
    expect(outcome.table).toEqual([
      ["1", at("logs.zip/a.jsonl")],
      ["2", at("logs.zip/b/two.jsonl")],
    ]);
    expect(outcome.logs.map(({ path: log, rendered }) => [path.relative(folder, log), rendered])).toEqual([
      ["logs.zip/b/two.jsonl", true],
      ["logs.zip/a.jsonl", true],
      ["logs.zip/odd.log", true],
    ]);
    expect(outcome.problems.every(({ severity }) => severity === "warning")).toBe(true);
    const one = await run([{ path: at("logs.zip/b/two.jsonl") }], "n=*");
    expect(one.rows).toBe(1);
  });

  test("entries of a zip file whose names lead out of it are left out and told", async () => {
    const names = ["../../etc/passwd", "a/../../x.log", "/etc/passwd", "..\\\\x.log", "C:\\\\x.log", "x\0.log"];
    await write("out.zip", zip([...names, "in.jsonl"].map((name) => ({ name, content: '{"n":1}\n' }))));
    const { samples, notes } = await findSamples(at("out.zip"));
    expect(samples.map((sample) => path.relative(folder, sample.path))).toEqual(["out.zip/in.jsonl"]);
    expect(notes).toHaveLength(names.length);
    expect(notes[0]).toMatch(
      /out\.zip: an entry's name leads out of the zip file and is not read: "\.\.\/\.\.\/etc\/passwd"/,
    );
  });

  test("a zip file that lies about lengths is said to be damaged", async () => {
    await write("lies.zip", zip([{ name: "a.jsonl", content: '{"n":1}\n'.repeat(1000), size: 10 }]));
    const outcome = await run([{ path: at("lies.zip") }], "n=1");
    expect(outcome.problems.map(({ message }) => message)).toEqual([expect.stringMatching(/a\.jsonl is damaged/)]);
  });

  test("a packed log that breaks off keeps its events, those of its neighbours, and says where", async () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => `{"n":${n},"t":"${(n * 7919) % 10_007}"}\n`).join("");
    const whole = gzipSync(lines);
    await write("logs/a.jsonl.gz", whole.subarray(0, whole.length >> 1));
    await write("logs/b.jsonl", '{"n":-1}\n');
    const outcome = await run([{ path: at("logs") }], "* | stats count min(n) as least");
    expect(outcome.status).toBe("failed");
    const [told] = outcome.problems;
    expect(told?.sample?.path).toBe(at("logs/a.jsonl.gz"));
    expect(told?.message).toMatch(
      /a\.jsonl\.gz cannot be read to its end: unexpected end of file\. What stands in the \d[\d,]+ bytes/,
    );
    expect(outcome.events).toBeGreaterThan(10_000);
    expect(outcome.table[0]?.[1]).toBe("-1");
  });

  test("damaged zip files are said to be", async () => {
    const whole = zip([{ name: "a.jsonl", content: '{"n":1}\n'.repeat(50) }]);
    await write("cut.zip", whole.subarray(0, whole.length - 30));
    await expect(findSamples(at("cut.zip"))).rejects.toThrow(/no directory/);
    await write("sum.zip", zip([{ name: "a.jsonl", content: '{"n":1}\n', sum: 7 }]));
    const { samples } = await findSamples(at("sum.zip"));
    const read = async () => {
      for await (const chunk of samples[0]?.source.chunks() ?? []) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toThrow(/checksum is wrong/);
  });

  test("packed files that are made to exhaust their reader are stopped", async () => {
    const chunk = new Uint8Array(1 << 24);
    let given = 0;
    async function* bomb() {
      for (;;) {
        given += chunk.length;
        yield chunk;
      }
    }
    const read = async () => {
      for await (const _ of limitUnpacked("x.gz", bomb(), () => given / 1000))
        if (given > 2 ** 34) throw new Error("not stopped");
    };
    await expect(read()).rejects.toThrow(/x\.gz unpacks to more than \d+ MB, far more than it is packed in/);
  });
});

describe("what is said of a log", () => {
  test("a sidecar gives it, the rule's own entry goes first, and mistakes are told", async () => {
    await write("a.jsonl", '{"n":1}\n');
    await write("a.jsonl.rulehound.yaml", "sourcetype: my:type\nhost: side\nindex: main\ncolour: red\n");
    const outcome = await run([{ path: at("a.jsonl"), host: "rule" }], "index=main | table sourcetype host index");
    expect(outcome.table).toEqual([["my:type", "rule", "main"]]);
    expect(outcome.problems.map(({ message }) => message).join()).toMatch(/"colour" is not known/);
  });

  test("a rule may name samples in its folder and the workspace only", () => {
    const ref = (value: string, host?: string) => ({
      path: { value, span: { start: 0, end: 0 } },
      ...(host && { host }),
    });
    const found = namedSamples(
      "/work/rules/a/rule.yml",
      [ref("x.log", "h"), ref("../*.log"), ref("../../../etc/passwd"), ref("/etc/**")],
      ["/work/rules"],
    );
    expect(found.samples).toEqual([{ path: "/work/rules/a/x.log", host: "h" }, { path: "/work/rules/*.log" }]);
    expect(found.refused).toEqual([
      expect.stringContaining("../../../etc/passwd lies outside"),
      expect.stringContaining("/etc/** lies outside"),
    ]);
  });

  test("no link, of a sample, a folder or a sidecar, leads a rule to what lies elsewhere", async () => {
    await write("elsewhere/secret.log", "a=1\n");
    await write("elsewhere/secret.yaml", "password: x\n");
    await write("rules/real/inside.log", "a=1\n");
    await symlink(at("elsewhere/secret.log"), at("rules/file.log"));
    await symlink(at("elsewhere"), at("rules/folder"));
    await symlink(at("rules/real"), at("rules/within"));
    await symlink(at("elsewhere/secret.yaml"), at("rules/real/inside.log.rulehound.yaml"));
    const named = ["file.log", "folder", "folder/*.log", "folder/secret.log", "folder/new/*.log", "within/inside.log"];
    const refs = named.map((value) => ({ path: { value, span: { start: 0, end: 0 } } }));
    const found = namedSamples(at("rules/rule.yml"), refs, [at("rules")]);
    expect(found.samples).toEqual([{ path: at("rules/within/inside.log") }]);
    expect(found.refused.map((said) => said.split(" leads through a link to ")[0])).toEqual(named.slice(0, 5));
    const { sample } = ruleSurroundings({
      file: at("rules/rule.yml"),
      folders: [at("rules")],
      ids: new RuleIds(),
      pathOf: (key) => key,
      today: undefined,
    });
    expect(named.map((name) => sample?.(name))).toEqual([...named.slice(0, 5).map(() => "outside"), "found"]);
    const { samples, notes } = await findSamples(at("rules/real/inside.log"));
    expect(samples.map(({ inputs }) => inputs)).toEqual([{}]);
    expect(notes).toEqual([expect.stringMatching(/inside\.log\.rulehound\.yaml is a link to .*not read/)]);
  });
});

test.runIf(process.platform === "linux")("devices and pipes are no logs, and no sidecars", async () => {
  execFileSync("mkfifo", [at("pipe.log")]);
  await expect(names("pipe.log")).rejects.toThrow(/is a device, pipe or socket/);
  await expect(findSamples("/dev/zero")).rejects.toThrow(/is a device, pipe or socket/);
  await write("logs/a.log", "x=1\n");
  execFileSync("mkfifo", [at("logs/a.log.rulehound.yaml")]);
  await symlink("/dev/zero", at("logs/zero.log"));
  const { samples, notes } = await findSamples(at("logs"));
  expect(samples.map((sample) => path.relative(folder, sample.path))).toEqual(["logs/a.log"]);
  expect(notes.join()).toMatch(/must be a file of at most 64 KB/);
});

describe("the text rendering of samples", () => {
  const page = (name: string, firstLine: number, lines: number) =>
    ({ path: at(name), firstLine, lines, windowsProfile: "xml", timeZone: "UTC" }) as const;
  const { signal } = new AbortController();

  test("events of a binary sample, one a line, by page", async () => {
    const values = (chunk: number) => Array.from({ length: 100 }, (_, i) => [text(`${chunk}-${i}`)]);
    await write(
      "x.evtx",
      buildEvtx(
        ["N"],
        Array.from({ length: 12 }, (_, chunk) => values(chunk)),
      ),
    );
    const texts = new SampleTexts();
    const first = await texts.page(page("x.evtx", 0, 2), signal);
    expect(first.lines).toHaveLength(2);
    expect(first.total).toBeUndefined();
    const later = await texts.page(page("x.evtx", 1098, 500), signal);
    expect(later.total).toBe(1200);
    expect(later.lines).toHaveLength(102);
    expect(later.lines[0]).toContain("<Data Name='N'>10-98</Data>");
    expect(later.lines.at(-1)).toContain("<Data Name='N'>11-99</Data>");
    expect((await texts.page(page("x.evtx", 5000, 10), signal)).lines).toEqual([]);
    expect((await texts.page(page("x.evtx", 300, 1), signal)).lines[0]).toContain("3-0<");
    await texts.dispose();
    const outcome = await run([{ path: at("x.evtx") }], 'N="10-98"');
    expect(outcome.logs).toMatchObject([{ rendered: true, matchedEvents: 1 }]);
    const [event, clause] = outcome.logs[0]?.marks ?? [];
    expect(event).toMatchObject({ line: 1098, column: 0 });
    expect(later.lines[0]?.slice(clause?.column, clause?.endColumn)).toBe("10-98");
  });

  test("lines of packed text", async () => {
    const lines = Array.from({ length: 3000 }, (_, n) => `{"n":${n},"t":"ä"}`);
    await write("x.jsonl.gz", gzipSync(lines.join("\r\n")));
    const texts = new SampleTexts();
    expect(await texts.page(page("x.jsonl.gz", 2990, 20), signal)).toEqual({
      lines: lines.slice(2990),
      firstLine: 2990,
      total: 3000,
      unread: [],
    });
    expect((await texts.page(page("x.jsonl.gz", 511, 2), signal)).lines).toEqual(lines.slice(511, 513));
    await texts.dispose();
    const outcome = await run([{ path: at("x.jsonl.gz") }], "n=7");
    expect(outcome.logs.map(({ rendered }) => rendered)).toEqual([true]);
  });

  test("says why there is none", async () => {
    await write("folder/a.jsonl", '{"n":1}');
    await write("folder/b.jsonl", '{"n":1}');
    const texts = new SampleTexts();
    await expect(texts.page(page("folder", 0, 1), signal)).rejects.toThrow(/is not one log but 2/);
    await expect(texts.page(page("nothing", 0, 1), signal)).rejects.toThrow(/there is no such file/);
    await texts.dispose();
  });
});
