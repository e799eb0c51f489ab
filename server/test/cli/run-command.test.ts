import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classic, session } from "../readers/make-capture.ts";
import { commandLine, json } from "./command-line.ts";

describe("rulehound run", () => {
  const { at, run } = commandLine();

  it("runs on a capture with Zeek's names, and shows the events as the run has read them", () => {
    writeFileSync(at("wmi.pcap"), classic(session()));
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
      const page = readFileSync(at("report.html"), "utf8");
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
    expect(readFileSync(at("report.html"), "utf8")).toContain("Not run to its end");
    const unwritten = run("run", "--spl", spl, "--sample", "log.jsonl", "--report", "none/report.html");
    expect(unwritten.status).toBe(3);
    expect(unwritten.stderr).toContain("none/report.html cannot be written");
  });

  it("names a macro as never true only when none of its clauses held", () => {
    const macros = "[either]\ndefinition = (CommandLine=*wmic* OR CommandLine=no)\n[none]\ndefinition = (a=1 OR a=2)\n";
    writeFileSync(at("macros.conf"), macros);
    writeFileSync(at("macro.spl"), "`either` NOT `none`");
    const { stdout } = run("run", "macro.spl", "--sample", "log.jsonl");
    expect(stdout).toContain("never true: `none`");
    expect(stdout).not.toContain("never true: `either`");
  });

  it("gives one row a line, unread lines on standard error", () => {
    const { status, lines, stderr } = run("run", "good.spl", "--sample", "log.jsonl", "--format", "json", "--stats");
    expect(lines.map(json)).toEqual([
      { host: "srv", CommandLine: "wmic process call create a" },
      { summary: expect.objectContaining({ events: 3, rows: 1, status: "done" }) },
    ]);
    expect(stderr).toContain("log.jsonl:2");
    expect(status).toBe(0);
  });

  it("takes a path with a # in it, and says which analytics a file has, or that it has none", () => {
    mkdirSync(at("c#"));
    writeFileSync(at("c#/rule.spl"), "host=srv");
    expect(run("run", "c#/rule.spl", "--sample", "log.jsonl").status).toBe(0);
    expect(run("run", "c#/rule.spl#rule", "--sample", "log.jsonl").status).toBe(0);
    expect(run("run", "c#/rule.spl#other", "--sample", "log.jsonl")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('c#/rule.spl has no analytic "other". It has: rule.'),
    });
    writeFileSync(at("none.yml"), "a: 1\n");
    for (const rule of ["none.yml", "none.yml#x"])
      expect(run("run", rule, "--sample", "log.jsonl").stderr).toContain("none.yml holds no analytic.");
    expect(run("explain", "--sample", "log.jsonl").stderr).toContain("Give one rule file");
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

  it("reads a packed log, and fails a run on a sample of which nothing can be read", () => {
    const packed = run("run", "good.spl", "--sample", "log.jsonl.gz", "--format", "json");
    expect(packed.lines.map(json)).toEqual([{ host: "srv", CommandLine: "wmic process call create a" }]);
    writeFileSync(at("wide.jsonl"), `\ufeff{"CommandLine":"wmic process call create"}\n`, "utf16le");
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
});
