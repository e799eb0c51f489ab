import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver/node";
import { TestClient } from "./client.ts";

describe("the language server over its protocol", () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({ checks: { preset: "essential" } });
  });
  afterAll(() => client.stop());

  const security = 'index=x source="XmlWinEventLog:Security" EventCode=4688';

  it("announces what it serves", () => {
    expect(client.initialized.capabilities).toMatchObject({
      hoverProvider: true,
      diagnosticProvider: {},
      inlayHintProvider: true,
    });
  });

  it("reports a pattern that is read literally, with a fix that mends it", async () => {
    const uri = "file:///like.spl";
    await client.open(uri, `${security}\n| where CommandLine LIKE "*gwmi*"`);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "spl/like-with-star");
    expect(found).toMatchObject({ severity: 1, source: "rulehound", range: { start: { line: 1 } } });
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: found?.range,
      context: { diagnostics: found === undefined ? [] : [found] },
    });
    const edits = actions.flatMap(({ edit }) => edit?.changes?.[uri] ?? []).map(({ newText }) => newText);
    expect(edits.join(" ")).toContain("%gwmi%");
  });

  it("explains an event id by the channel that the search admits", async () => {
    const uri = "file:///hover.spl";
    const at = await client.open(
      uri,
      'index=x source="XmlWinEventLog:Security" EventCode=46‸88 | table NewProcessName',
    );
    expect(await client.hover(uri, at)).toMatch(/4688[\s\S]*Security[\s\S]*NewProcessName/);
  });

  it("offers only fields that the admitted events have", async () => {
    const uri = "file:///fields.spl";
    const at = await client.open(uri, `${security} | table New‸`);
    const labels = (await client.complete(uri, at)).map(({ label }) => label);
    expect(labels).toContain("NewProcessName");
    expect(labels).not.toContain("ParentCommandLine");
  });

  it("offers event ids by number and by words, commands behind a pipe, macros behind a backtick", async () => {
    const ids = "file:///ids.spl";
    const atId = await client.open(ids, 'index=x source="XmlWinEventLog:Security" EventCode=‸');
    const offered = await client.complete(ids, atId);
    expect(offered.find(({ label }) => label === "4688")?.filterText).toMatch(/process/i);
    const pipe = "file:///pipe.spl";
    const atPipe = await client.open(pipe, `${security} | ‸`);
    expect((await client.complete(pipe, atPipe)).map(({ label }) => label)).toContain("stats");
    const macro = "file:///macro.spl";
    const atMacro = await client.open(macro, `${security} | \`drop‸`);
    expect((await client.complete(macro, atMacro)).map(({ label }) => label)).toContain("drop_dm_object_name");
  });

  it("answers for half-typed, empty and huge documents", async () => {
    for (const [name, text] of [
      ["empty.spl", ""],
      ["half.spl", 'index=x | eval a=lower(b | where (c="d'],
      ["half.yml", "name: x\nanalytics:\n  - name: y\n    query: |\n      index=x | sta"],
      ["broken.yml", "name: [\n\tanalytics"],
    ] as const) {
      const uri = `file:///${name}`;
      await client.open(uri, text, name.endsWith(".yml") ? "yaml" : "spl");
      expect(await client.diagnostics(uri)).toBeInstanceOf(Array);
    }
    const big = "file:///big.md";
    await client.open(big, `# Big\n\n${"lorem ipsum dolor sit amet\n".repeat(400_000)}`, "markdown");
    expect(await client.diagnostics(big)).toEqual([]);
  });
});
