import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The program of the command line, bundled into a folder with logs and searches for the tests of a file. */
export function commandLine() {
  let folder = "";
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

  return {
    /** A place in the folder, in which the program runs. */
    at: (...parts: readonly string[]): string => path.join(folder, ...parts),
    /** Runs the program to its end. */
    run: (...args: string[]) => {
      const { stdout, stderr, status } = spawnSync(process.execPath, ["cli.cjs", ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      return { stdout, stderr, status, lines: stdout.split("\n").filter((line) => line !== "") };
    },
  };
}

/** What a line of JSON says. */
export const json = (line: string | undefined): unknown => JSON.parse(line ?? "null");
