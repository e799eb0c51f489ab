import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { codeFolder, codeFolderOf } from "./cache-folder.ts";
import { runBundle } from "./run-bundle.ts";

const HASH = "a".repeat(64);
const program = (word: string, hash = HASH): string =>
  `// build ${hash}\nexports.word = () => "${word}" + require("node:path").sep + __dirname;\n`;

describe.skipIf(process.platform !== "linux")("compiled code", () => {
  let scratch = "";
  let bundle = "";
  const kept = (): string[] => readdirSync(path.join(scratch, "rulehound/code"));
  const file = (): string => path.join(scratch, "rulehound/code", kept()[0] ?? "");
  const word = (name = "try"): string => {
    const { exports, keep } = runBundle(bundle, name);
    const said = (exports as { word: () => string }).word();
    keep();
    return said;
  };

  beforeEach(() => {
    scratch = mkdtempSync(path.join(tmpdir(), "rulehound-code-"));
    bundle = path.join(scratch, "bundle.cjs");
    writeFileSync(bundle, program("one"));
    vi.stubEnv("XDG_CACHE_HOME", scratch);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(scratch, { recursive: true, force: true });
  });

  it("is kept once and taken back by the next start", () => {
    expect(word()).toBe(`one/${scratch}`);
    expect(kept()).toHaveLength(1);
    const before = readFileSync(file());
    expect(word()).toBe(`one/${scratch}`);
    expect(kept()).toHaveLength(1);
    expect(readFileSync(file())).toEqual(before);
  });

  it("is another one for another build of the same length", () => {
    word();
    writeFileSync(bundle, program("two", "b".repeat(64)));
    expect(word()).toBe(`two/${scratch}`);
    expect(kept()).toHaveLength(2);
  });

  it("is compiled anew when its file is cut off, changed, or of another V8", () => {
    word();
    const whole = readFileSync(file());
    for (const broken of [whole.subarray(0, 100), Buffer.alloc(0), Buffer.from(whole).fill(7, 200, 220)]) {
      writeFileSync(file(), broken);
      expect(word()).toBe(`one/${scratch}`);
      expect(readFileSync(file()).length).toBeGreaterThan(200);
      expect(readFileSync(file()).equals(broken)).toBe(false);
    }
  });

  it("keeps the three files of a program that were used last", () => {
    for (const digit of "12345") {
      writeFileSync(bundle, program("one", digit.repeat(64)));
      word("many");
    }
    word("other");
    expect(kept().filter((name) => name.startsWith("many-"))).toHaveLength(3);
    expect(kept().filter((name) => name.startsWith("other-"))).toHaveLength(1);
  });

  it("is not kept where others can write, or for a bundle without a hash", () => {
    const folder = path.join(scratch, "rulehound/code");
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    expect(codeFolder()).toBeUndefined();
    expect(word()).toBe(`one/${scratch}`);
    expect(kept()).toEqual([]);
    chmodSync(folder, 0o700);
    writeFileSync(bundle, program("one").replace(/^.*\n/, ""));
    expect(word()).toBe(`one/${scratch}`);
    expect(kept()).toEqual([]);
  });

  it("is kept of each part that was wanted, too", () => {
    const part = "./bundle-part-0A1B2C3D.cjs";
    writeFileSync(path.join(scratch, part), program("part", "c".repeat(64)));
    writeFileSync(
      bundle,
      `${program("one")}exports.word = () => require("${part}").word() + require("${part}").word();\n`,
    );
    const twice = `part/${scratch}`.repeat(2);
    expect(word()).toBe(twice);
    expect(kept().map((name) => name.slice(0, name.lastIndexOf("-", name.lastIndexOf("-") - 1)))).toEqual([
      "try",
      "try-part",
    ]);
    const before = readFileSync(file());
    expect(word()).toBe(twice);
    expect(kept()).toHaveLength(2);
    expect(readFileSync(file())).toEqual(before);
  });

  it("leaves a program be that finds no place for it", () => {
    vi.stubEnv("XDG_CACHE_HOME", path.join(bundle, "below-a-file"));
    expect(codeFolder()).toBeUndefined();
    expect(word()).toBe(`one/${scratch}`);
  });
});

describe("the folder of compiled code", () => {
  const at = (platform: NodeJS.Platform, env: Record<string, string> = {}): string =>
    codeFolderOf({ platform, env, home: "/home/eva" });

  it("is in the user's caches as the system has them", () => {
    expect(at("linux")).toBe("/home/eva/.cache/rulehound/code");
    expect(at("linux", { XDG_CACHE_HOME: "/var/eva" })).toBe("/var/eva/rulehound/code");
    expect(at("darwin", { XDG_CACHE_HOME: "/var/eva" })).toBe("/home/eva/Library/Caches/rulehound/code");
    expect(at("win32")).toBe("/home/eva/AppData/Local/rulehound/code");
  });

  it("is never relative to where the program was started", () => {
    expect(at("linux", { XDG_CACHE_HOME: "caches" })).toBe("/home/eva/.cache/rulehound/code");
  });
});
