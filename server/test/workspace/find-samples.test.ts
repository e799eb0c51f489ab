import { execFileSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { findSamples } from "#hosts/node/find-samples.ts";
import { limitUnpacked } from "#hosts/node/unpacked-limit.ts";
import { zip } from "../support/zip.ts";

import { run, sampleFolder } from "./sample-folder.ts";

const { at, names, write } = sampleFolder();

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
    expect(samples.map((sample) => path.relative(at(), sample.path))).toEqual([
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
    expect(outcome.logs.map(({ path: log, rendered }) => [path.relative(at(), log), rendered])).toEqual([
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
    expect(samples.map((sample) => path.relative(at(), sample.path))).toEqual(["out.zip/in.jsonl"]);
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

test.runIf(process.platform === "linux")("devices and pipes are no logs, and no sidecars", async () => {
  execFileSync("mkfifo", [at("pipe.log")]);
  await expect(names("pipe.log")).rejects.toThrow(/is a device, pipe or socket/);
  await expect(findSamples("/dev/zero")).rejects.toThrow(/is a device, pipe or socket/);
  await write("logs/a.log", "x=1\n");
  execFileSync("mkfifo", [at("logs/a.log.rulehound.yaml")]);
  await symlink("/dev/zero", at("logs/zero.log"));
  const { samples, notes } = await findSamples(at("logs"));
  expect(samples.map((sample) => path.relative(at(), sample.path))).toEqual(["logs/a.log"]);
  expect(notes.join()).toMatch(/must be a file of at most 64 KB/);
});
