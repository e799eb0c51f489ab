import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { commandLine, json } from "./command-line.ts";

describe("the command line", () => {
  const { at, run } = commandLine();

  it("reads the events of a sample with their places", () => {
    const { status, lines, stderr } = run("read", "log.jsonl");
    expect(lines).toHaveLength(3);
    expect(json(lines[1])).toMatchObject({ n: 1, fields: { EventCode: "4624", host: "srv" }, origin: { line: 2 } });
    expect(stderr).toContain("log.jsonl:2");
    expect(status).toBe(3);
  });

  it("learns the names of a sample; touches a file that is there only with --update, and none that is broken", () => {
    writeFileSync(at("learn.jsonl"), '{"Channel":"Security","EventID":4688,"Ticket":"C-1"}\n');
    const out = path.join("learned", ".rulehound", "learned.yaml");
    const learn = (...more: string[]) => run("learn", "learn.jsonl", "--out", out, ...more);
    expect(learn()).toMatchObject({ status: 0, stdout: expect.stringContaining("1 events read; new: 1 fields") });
    const text = readFileSync(at(out), "utf8");
    expect(text).toMatch(/name: Ticket/);
    expect(learn()).toMatchObject({ status: 2, stderr: expect.stringContaining("--update") });
    expect(learn("--update").status).toBe(0);
    expect(readFileSync(at(out), "utf8")).toBe(text);
    writeFileSync(at(out), "events: [");
    expect(learn("--update")).toMatchObject({ status: 3, stderr: expect.stringContaining("no sound overlay") });
    expect(readFileSync(at(out), "utf8")).toBe("events: [");
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
    const rules = at("some.rules");
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
