import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { classic, session } from "../readers/make-capture.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("the command line", () => {
  let folder: string;

  beforeAll(async () => {
    mkdirSync(path.join(root, "node_modules"), { recursive: true });
    folder = mkdtempSync(path.join(root, "node_modules", ".rulehound-cli-"));
    await build({
      absWorkingDir: root,
      entryPoints: ["server/src/hosts/cli/main.ts"],
      outfile: path.join(folder, "cli.cjs"),
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "error",
    });
    const event = (id: number, command: string) =>
      JSON.stringify({
        EventTime: `2026-03-02T08:00:0${id % 10}Z`,
        Channel: "Security",
        EventID: id,
        Computer: "srv",
        CommandLine: command,
      });
    writeFileSync(
      path.join(folder, "log.jsonl"),
      `${event(4688, "wmic process call create a")}\nnot json\n${event(4624, "x")}\n${event(4688, "dir")}\n`,
    );
    writeFileSync(
      path.join(folder, "binary.log"),
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 131) & 255),
    );
    writeFileSync(path.join(folder, "log.jsonl.gz"), gzipSync(readFileSync(path.join(folder, "log.jsonl"))));
    writeFileSync(
      path.join(folder, "bad.spl"),
      'index=x source="XmlWinEventLog:Security" EventCode=4688 | where CommandLine LIKE "*gwmi*"\n',
    );
    writeFileSync(
      path.join(folder, "good.spl"),
      'index=x source="XmlWinEventLog:Security" EventCode=4688 CommandLine="*process call create*" | table host CommandLine\n',
    );
    writeFileSync(path.join(folder, "half.spl"), "index=x | eval a=(b");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ["cli.cjs", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { stdout, stderr, status, lines: stdout.split("\n").filter((line) => line !== "") };
  };
  const json = (line: string | undefined): unknown => JSON.parse(line ?? "null");

  it("checks: findings as JSON lines with places and fixes, exit code 1; 0 for a clean rule", () => {
    const bad = run("check", "bad.spl", "--format", "json");
    expect(bad.status).toBe(1);
    expect(bad.lines.map(json)).toContainEqual(
      expect.objectContaining({
        path: "bad.spl",
        code: "spl/like-with-star",
        severity: "error",
        text: expect.stringContaining("*gwmi*"),
        range: expect.objectContaining({ start: { line: 0, character: expect.any(Number) } }),
        fixes: expect.arrayContaining([expect.objectContaining({ edits: expect.any(Array) })]),
      }),
    );
    expect(run("check", "good.spl").status).toBe(0);
  });

  it("runs on a capture with Zeek's names, and shows the events as the run has read them", () => {
    writeFileSync(path.join(folder, "wmi.pcap"), classic(session()));
    const spl = "sourcetype=dce_rpc operation=ExecMethod | stats count by id.resp_h";
    const { status, stdout } = run("run", "--spl", spl, "--sample", "wmi.pcap");
    expect(status).toBe(0);
    expect(stdout).toMatch(/10\.0\.0\.2 +1/);
    expect(stdout).toContain('"operation":"ExecMethod"');
  });

  it("writes a page about a run, with the events of text and packed logs and nothing of them as markup", () => {
    const spl = 'EventCode=4688 (CommandLine="*wmic*" OR CommandLine=never) | stats count by EventCode';
    for (const sample of ["log.jsonl", "log.jsonl.gz"]) {
      const { status } = run("run", "--spl", spl, "--sample", sample, "--report", "report.html");
      expect(status).toBe(0);
      const page = readFileSync(path.join(folder, "report.html"), "utf8");
      expect(page).toContain(">CommandLine=never<sub>0</sub>");
      expect(page).toContain("1 row from 3 events");
      expect(page).toMatch(/<div class="contributed"><small>line 1, went into a row<\/small><pre>\{&#34;EventTime/);
      expect(page).toMatch(
        /<mark class="clause c\d" title="CommandLine=&#34;\*wmic\*&#34;">wmic<\/mark> process call create a/,
      );
      expect(page).toContain('<svg class="histogram"');
      expect(page).toContain("2026-03-02 08:00:08Z");
    }
    const refused = run("run", "--spl", "| nosuch", "--sample", "log.jsonl", "--report", "report.html");
    expect(refused.status).toBe(3);
    expect(readFileSync(path.join(folder, "report.html"), "utf8")).toContain("Not run to its end");
    const unwritten = run("run", "--spl", spl, "--sample", "log.jsonl", "--report", "none/report.html");
    expect(unwritten.status).toBe(3);
    expect(unwritten.stderr).toContain("none/report.html cannot be written");
  });

  it("checks: ids that two rules share, samples that are missing or outside, a date after --now", () => {
    mkdirSync(path.join(folder, "pack/.rulehound"), { recursive: true });
    const rule = (id: string, date: string, ...samples: string[]) =>
      JSON.stringify({ name: "n", id, date, analytics: [{ name: "a", query: "index=x sourcetype=y a=1" }], samples });
    writeFileSync(path.join(folder, "pack/here.jsonl"), "{}\n");
    writeFileSync(
      path.join(folder, "pack/a.rule.yml"),
      rule("SAME", "2026-01-02", "here.jsonl", "*.jsonl", "gone.jsonl", "g*.jsonl", "../log.jsonl")
        .replace(/^\{/, "{\n")
        .replaceAll(',"', ',\n"')
        .replace(/\}$/, "\n}"),
    );
    writeFileSync(
      path.join(folder, "pack/b.rule.yml"),
      "name: m\nid: same\nanalytics:\n  - { name: a, query: index=y }\n",
    );
    const { lines, status } = run(
      "check",
      "pack",
      "--format",
      "json",
      "--preset",
      "recommended",
      "--now",
      "2026-01-01",
    );
    const found = lines
      .map((line) => json(line) as { code: string; text: string })
      .filter(({ code }) => code.startsWith("rule/"))
      .map(({ code, text }) => `${code} ${text.replaceAll('"', "")}`);
    expect(found).toEqual([
      "rule/duplicate-id SAME",
      "rule/date 2026-01-02",
      "rule/sample-missing gone.jsonl",
      "rule/sample-missing g*.jsonl",
      "rule/sample-outside ../log.jsonl",
      "rule/duplicate-id same",
    ]);
    expect(status).toBe(1);
    expect(run("check", "pack", "--severity", "rule/date=error", "--format", "json").stdout).not.toContain("rule/date");
  });

  it("checks: writes no control character of a file to the terminal", () => {
    writeFileSync(path.join(folder, "control.spl"), 'index=x \u001b[31m | where a LIKE "*b\u0007*"\n');
    const { stdout } = run("check", "control.spl");
    expect(stdout).toContain("like-with-star");
    expect(/(?![\n\t])\p{Cc}/u.test(stdout)).toBe(false);
  });

  it("checks: severities, SARIF, and usage errors", () => {
    const off = run("check", "bad.spl", "--severity", "spl/like-with-star=off", "--format", "json");
    expect(off.stdout).not.toContain("like-with-star");
    expect(run("check", "bad.spl", "--severity", "spl/no-such-check=off").status).toBe(2);
    expect(run("check", "bad.spl", "--format", "xml").status).toBe(2);
    expect(run("run", "--spl", "index=x", "--sample", "log.jsonl", "--format", "sarif").status).toBe(2);
    const sarif = run("check", "bad.spl", "--format", "sarif");
    expect(sarif.status).toBe(1);
    expect(json(sarif.stdout)).toMatchObject({ version: "2.1.0", runs: [{ results: expect.any(Array) }] });
    expect(run("check", "no-such-file.yml").status).toBe(3);
    expect(run("check", "--explain", "like-with-star").stdout).toContain("## Silence it");
    expect(run("check", "--explain", "attack/technique-revoked").stdout).toContain("After the fix:");
  });

  it("runs: one row a line, unread lines on standard error", () => {
    const { status, lines, stderr } = run("run", "good.spl", "--sample", "log.jsonl", "--format", "json", "--stats");
    expect(lines.map(json)).toEqual([
      { host: "srv", CommandLine: "wmic process call create a" },
      { summary: expect.objectContaining({ events: 3, rows: 1, status: "done" }) },
    ]);
    expect(stderr).toContain("log.jsonl:2");
    expect(status).toBe(0);
  });

  it("runs text from the command line and says why it cannot run something", () => {
    const counted = run("run", "--spl", "EventCode=4688 | stats count", "--sample", "log.jsonl", "--format", "json");
    expect(counted.lines.map(json)).toEqual([{ count: "2" }]);
    const refused = run("run", "--spl", "index=x | predict count", "--sample", "log.jsonl");
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain("predict");
    const half = run("run", "half.spl", "--sample", "log.jsonl");
    expect(half.status).toBe(3);
    expect(half.stderr).toMatch(/error/);
  });

  it("reads the events of a sample with their places", () => {
    const { status, lines, stderr } = run("read", "log.jsonl");
    expect(lines).toHaveLength(3);
    expect(json(lines[1])).toMatchObject({ n: 1, fields: { EventCode: "4624", host: "srv" }, origin: { line: 2 } });
    expect(stderr).toContain("log.jsonl:2");
    expect(status).toBe(3);
  });

  it("reads a packed log, and fails a run on a sample of which nothing can be read", () => {
    const packed = run("run", "good.spl", "--sample", "log.jsonl.gz", "--format", "json");
    expect(packed.lines.map(json)).toEqual([{ host: "srv", CommandLine: "wmic process call create a" }]);
    writeFileSync(path.join(folder, "wide.jsonl"), `\ufeff{"CommandLine":"wmic process call create"}\n`, "utf16le");
    const wide = run("run", "--spl", "CommandLine=*create | table CommandLine", "--sample", "wide.jsonl");
    expect(wide.stdout).toContain('1: {"CommandLine":"wmic process call create"}');
    const binary = run("run", "good.spl", "--sample", "binary.log");
    expect(binary).toMatchObject({ status: 3, stderr: expect.stringMatching(/binary/i) });
  });

  it("names what is wrong with a sample that is no log, or is not there", () => {
    expect(run("read", "binary.log")).toMatchObject({ status: 3, stderr: expect.stringMatching(/binary/i) });
    expect(run("run", "good.spl", "--sample", "nowhere.jsonl")).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("nowhere.jsonl"),
    });
  });

  it("learns the names of a sample; touches a file that is there only with --update, and none that is broken", () => {
    writeFileSync(path.join(folder, "learn.jsonl"), '{"Channel":"Security","EventID":4688,"Ticket":"C-1"}\n');
    const out = path.join("learned", ".rulehound", "learned.yaml");
    const learn = (...more: string[]) => run("learn", "learn.jsonl", "--out", out, ...more);
    expect(learn()).toMatchObject({ status: 0, stdout: expect.stringContaining("1 events read; new: 1 fields") });
    const text = readFileSync(path.join(folder, out), "utf8");
    expect(text).toMatch(/name: Ticket/);
    expect(learn()).toMatchObject({ status: 2, stderr: expect.stringContaining("--update") });
    expect(learn("--update").status).toBe(0);
    expect(readFileSync(path.join(folder, out), "utf8")).toBe(text);
    writeFileSync(path.join(folder, out), "events: [");
    expect(learn("--update")).toMatchObject({ status: 3, stderr: expect.stringContaining("no sound overlay") });
    expect(readFileSync(path.join(folder, out), "utf8")).toBe("events: [");
    expect(run("learn", "learn.jsonl").status).toBe(2);
  });

  it("ends with 2 for a wrong command line and says what to write", () => {
    expect(run("chekc")).toMatchObject({ status: 2, stderr: expect.stringContaining("chekc") });
    expect(run("check")).toMatchObject({ status: 2 });
    expect(run("run", "--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("rulehound run") });
    expect(run("check", "bad.spl", "--preset", "most")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("essential"),
    });
    expect(run("explain", "bad.spl")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no sample is named"),
    });
    expect(run("test")).toMatchObject({ status: 2, stderr: expect.stringContaining("needs a rule file") });
  });

  it("reads rules of Suricata and tells what is left out", () => {
    const rules = path.join(folder, "some.rules");
    writeFileSync(
      rules,
      'alert tcp any any -> any 135 (msg:"t"; content:"RPCSS"; byte_test:1,>,2,0; sid:1000001;)\nalert tcp any any -> any any (msg:"u"; content:"|05 00|"; sid:2;)\n',
    );
    const { stdout, stderr, status } = run("import", rules);
    expect(status).toBe(0);
    expect(stdout).toContain("    text: 'RPCSS'\n    protocol: tcp\n    port: 135\n");
    expect(stdout.split("---\n")).toHaveLength(2);
    expect(stderr).toContain('some.rules:1:57: "byte_test"');
    writeFileSync(rules, "nothing of the kind\n");
    expect(run("import", rules).status).toBe(3);
  });
});
