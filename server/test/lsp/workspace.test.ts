import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TestClient } from "./client.ts";

let root = "";
let client: TestClient;

function write(name: string, text: string): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

const codesOf = async (uri: string): Promise<readonly unknown[]> =>
  (await client.diagnostics(uri)).map(({ code }) => code);

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "rulehound-server-")));
});

afterEach(async () => {
  await client.stop();
  rmSync(root, { recursive: true, force: true });
});

describe("the language server in a folder", () => {
  it("takes the names of the folder into account once it is read, and again when a file changes", async () => {
    const macros = write("default/macros.conf", "[wanted]\ndefinition = EventCode=1\n");
    const rule = write("rule.spl", "index=x `wanted` `other`");
    client = await TestClient.start({}, root);
    await client.open(rule, "index=x `wanted` `other`");
    await vi.waitFor(async () => expect(await codesOf(rule)).toEqual(["spl/unknown-macro"]));
    write("default/macros.conf", "[other]\ndefinition = EventCode=1\n[wanted]\ndefinition = a=1\n");
    const before = client.refreshes();
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: macros, type: 2 }],
    });
    await vi.waitFor(() => expect(client.refreshes()).toBeGreaterThan(before));
    expect(await codesOf(rule)).toEqual([]);
  });

  it("knows the other rules of the folder by their ids, and which samples exist", async () => {
    const text = (id: string) =>
      `name: a\nid: ${id}\nanalytics:\n  - { name: a, query: index=x }\nsamples: [there.jsonl, gone.jsonl]\n`;
    write("there.jsonl", "{}\n");
    const rule = write("one.rule.yml", text("same"));
    const other = write("two.rule.yml", text("Same"));
    client = await TestClient.start({}, root);
    await client.open(rule, text("same"), "yaml");
    await vi.waitFor(async () => expect(await codesOf(rule)).toEqual(["rule/duplicate-id", "rule/sample-missing"]));
    const [duplicate] = await client.diagnostics(rule);
    expect(duplicate?.message).toContain("two.rule.yml");
    write("two.rule.yml", text("another"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: other, type: 2 }] });
    await vi.waitFor(async () => expect(await codesOf(rule)).toEqual(["rule/sample-missing"]));
  });

  it("takes the unsaved text of a file that defines names, until it is closed", async () => {
    const macros = write("macros.conf", "[saved]\ndefinition = EventCode=1\n");
    const rule = write("rule.spl", "");
    client = await TestClient.start({}, root);
    await client.open(rule, "index=x `unsaved`");
    await vi.waitFor(() => expect(client.refreshes()).toBeGreaterThan(1));
    await client.open(macros, "[unsaved]\ndefinition = EventCode=1\n", "splunk-conf");
    await vi.waitFor(async () => expect(await codesOf(rule)).toEqual([]));
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: macros } });
    await vi.waitFor(async () => expect(await codesOf(rule)).toEqual(["spl/unknown-macro"]));
  });

  it("says at the files themselves what is wrong with definitions, open or not, once", async () => {
    const text = "[a]\ndefintion = 1\n\n[b]\ndefinition = `c`\n\n[c]\ndefinition = `b`\n";
    const macros = write("macros.conf", text);
    const table = write("lookups/t.csv", "k,v\n1,2,3\n");
    write("lookups/good.csv", "k,v\n1,2\n");
    client = await TestClient.start({}, root);
    const told = () => [...client.published].map(([uri, all]) => [uri, all.map(({ code }) => code)]);
    await vi.waitFor(() => expect(told()).toHaveLength(2));
    const codes = ["conf/unknown-key", "conf/macro-definition", "macros/circle", "macros/circle"];
    expect(new Set(client.published.get(macros)?.map(({ code }) => code))).toEqual(new Set(codes));
    expect(client.published.get(macros)?.find(({ code }) => code === "macros/circle")).toMatchObject({
      range: { start: { line: 3, character: 1 }, end: { line: 3, character: 2 } },
      message: expect.stringContaining('"b" calls "c" calls "b"'),
    });
    expect(client.published.get(table)).toMatchObject([{ code: "csv/surplus-cell", range: { start: { line: 1 } } }]);
    await client.open(macros, text, "splunk-conf");
    await vi.waitFor(() => expect(client.published.get(macros)).toEqual([]));
    expect([...(await codesOf(macros))].sort()).toEqual([...codes].sort());
  });
});
