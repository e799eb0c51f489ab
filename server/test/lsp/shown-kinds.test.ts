import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { CodeLens, InlayHint } from "vscode-languageserver/node";
import { ALL_HINTS, ALL_LENSES } from "#hosts/lsp/shown-kinds.ts";
import { TestClient } from "./client.ts";

const manifest = JSON.parse(readFileSync(fileURLToPath(new URL("../../../package.json", import.meta.url)), "utf8"));
const URI = "file:///shown.rule.yml";
const TEXT = `name: a
description: 367abb81-9844-35f1-ad32-98f038001003
analytics:
  - name: one
    query: index=x a=1 OR b=2 c=3
    samples: [a.pcap, b.evtx]
`;

async function shown(client: TestClient): Promise<{ lenses: readonly string[]; hints: readonly string[] }> {
  const textDocument = { uri: URI };
  const lenses = await client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument });
  const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  const hints = await client.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument, range });
  return {
    lenses: lenses.map(({ command }) => command?.command ?? ""),
    hints: hints.map(({ label }) => String(label).trim()),
  };
}

describe("kinds of lenses and hints", () => {
  it("has a setting for each", () => {
    const settings = Object.keys(manifest.contributes.configuration.properties);
    const of = (section: string) => settings.filter((name) => name.startsWith(`rulehound.${section}.`)).sort();
    const named = (section: string, all: object) =>
      Object.keys(all)
        .map((kind) => `rulehound.${section}.${kind}`)
        .sort();
    expect(of("codeLens")).toEqual(named("codeLens", ALL_LENSES));
    expect(of("inlayHints")).toEqual(named("inlayHints", ALL_HINTS));
  });

  it("shows what the settings say, and follows them while it runs", async () => {
    const settings: { codeLens: object; inlayHints: object } = { codeLens: {}, inlayHints: {} };
    const client = await TestClient.start(settings);
    await client.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: URI, languageId: "yaml", version: 1, text: TEXT },
    });
    const all = await shown(client);
    expect(all.lenses).toEqual(["rulehound.runOnSample", "rulehound.findSequence", "rulehound.chooseSample"]);
    expect(all.hints).toContain("(");
    expect(all.hints.some((hint) => /svcctl/.test(hint))).toBe(true);

    settings.codeLens = { findSequence: false, chooseSample: false };
    settings.inlayHints = { precedence: false };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await expect.poll(() => shown(client)).toMatchObject({ lenses: ["rulehound.runOnSample"] });
    expect((await shown(client)).hints).not.toContain("(");
    expect((await shown(client)).hints.some((hint) => /svcctl/.test(hint))).toBe(true);

    settings.codeLens = { run: false, findSequence: false, chooseSample: false };
    settings.inlayHints = { precedence: false, interfaces: false };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await expect.poll(() => shown(client)).toEqual({ lenses: [], hints: [] });
    await client.stop();
  });
});
