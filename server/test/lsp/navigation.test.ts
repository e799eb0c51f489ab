import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DocumentHighlight, DocumentLink, Location, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { lineMap, offsetAt } from "#base/line-map.ts";
import { TestClient } from "./client.ts";

let root = "";
let client: TestClient;
const texts = new Map<string, string>();

const FILES: Readonly<Record<string, string>> = {
  "app/default/macros.conf":
    "[own(1)]\nargs = x\ndefinition = user=$x$ | lookup assets host \\\n  | search `inner`\n\n[inner]\ndefinition = a=1\n\n[own]\ndefinition = b=1\n",
  "app/local/macros.conf": "[inner]\ndefinition = a=2\n",
  "app/default/transforms.conf": "[assets]\nfilename = assets.csv\n\n[ids]\nfilename = ids.csv\n",
  "app/default/props.conf": "[some:type]\nLOOKUP-owner = assets host OUTPUT owner\n",
  "app/default/savedsearches.conf": "[nightly run]\nsearch = index=x `inner` \\\n| lookup assets host\n",
  "app/lookups/assets.csv": "host,owner\na,b\n",
  "app/lookups/bare.csv": "k\n1\n",
  "pack/macros/content.yml": "name: content\ndefinition: >-\n  index=y\n  `inner` c=1\n",
  ".rulehound/site.yaml": "macros:\n  - name: 'site'\n    definition: index=z `own(1)`\n",
  "rules/a.yml":
    'name: A\nattack: { techniques: [T1059.001] }\nsamples: [logs/one.json]\nanalytics:\n  - name: one\n    query: "index=x `own(1)` | inputlookup append=t assets \\\\\\n | append [| from savedsearch:\\"nightly run\\"]"\n',
  "rules/b.md": "# B\n\nSee https://example.org/page.\n\n```spl\nindex=x `inner` ```not `inner` here```\n```\n",
  "rules/logs/one.json": "{}\n",
  "rules/wmi.yml":
    "name: WMI\nsignatures:\n  bind:\n    uuid: 9556dc99-828c-11cf-a37e-00aa003240c7\n  raw:\n    bytes: 99 dc 56 95 8c 82 cf 11 a3 7e 00 aa 00 32 40 c7\ncondition: bind or raw\n",
  "rules/named.yml": "name: Named\nsignatures:\n  bind:\n    interface: IWbemServices\ncondition: bind\n",
  "rules/zeek.spl":
    'index=z uuid="{9556DC99-828C-11CF-A37E-00AA003240C7}" OR other=11111111-2222-3333-4444-555555555555\n',
};

beforeEach(async () => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "rulehound-names-")));
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    texts.set(uriOf(name), text);
  }
  client = await TestClient.start({}, root);
  await vi.waitFor(async () => {
    expect(client.refreshes()).toBeGreaterThan(1);
    for (const query of ["B", "WMI", "Named"])
      expect(await client.connection.sendRequest("workspace/symbol", { query }), query).not.toEqual([]);
  });
});

afterEach(async () => {
  await client.stop();
  rmSync(root, { recursive: true, force: true });
});

function uriOf(name: string): string {
  return pathToFileURL(path.join(root, name)).href;
}

/** The position of a text in a file, which is opened. */
async function at(name: string, text: string) {
  const uri = uriOf(name);
  const source = texts.get(uri) ?? "";
  await client.open(uri, source);
  const offset = source.indexOf(text) + 1;
  const before = source.slice(0, offset).split("\n");
  return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

/** `file: text` for places, sorted. */
function shown(places: readonly Location[]): readonly string[] {
  return places.map(({ uri, range }) => `${nameOf(uri)}: ${sliceOf(uri, range)}`).sort();
}

function nameOf(uri: string): string {
  return path.relative(root, fileURLToPath(uri)).split(path.sep).join("/");
}

function sliceOf(uri: string, { start, end }: Location["range"]): string {
  const lines = (texts.get(uri) ?? "").split("\n");
  return (lines[start.line] ?? "").slice(start.character, end.character);
}

function applied(uri: string, edits: readonly TextEdit[]): string {
  const text = texts.get(uri) ?? readFileSync(fileURLToPath(uri), "utf8");
  const lines = lineMap(text);
  const offset = ({ line, character }: { line: number; character: number }) =>
    offsetAt(lines, { line, column: character });
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}

const send = <T>(method: string, params: object): Promise<T> =>
  client.connection.sendRequest<T>(`textDocument/${method}`, params);

async function renamed(where: object, newName: string): Promise<Readonly<Record<string, string>>> {
  const { changes = {} } = await send<WorkspaceEdit>("rename", { ...where, newName });
  return Object.fromEntries(Object.entries(changes).map(([uri, edits]) => [nameOf(uri), applied(uri, edits)]));
}

describe("names of the workspace", () => {
  it("lead to their definitions from searches, macros and props.conf", async () => {
    expect(shown(await send("definition", await at("rules/a.yml", "own(1)")))).toEqual([
      "app/default/macros.conf: own(1)",
    ]);
    expect(shown(await send("definition", await at("pack/macros/content.yml", "inner")))).toEqual([
      "app/local/macros.conf: inner",
    ]);
    expect(shown(await send("definition", await at("app/default/props.conf", "assets")))).toEqual([
      "app/default/transforms.conf: assets",
    ]);
  });

  it("are found in all files, definitions only when asked for", async () => {
    const context = { includeDeclaration: true };
    const uses = ["app/default/macros.conf: inner", "app/default/savedsearches.conf: inner"];
    const where = await at("rules/b.md", "inner");
    const all = await send<Location[]>("references", { ...where, context });
    expect(shown(all)).toEqual([
      "app/default/macros.conf: inner",
      ...uses,
      "app/local/macros.conf: inner",
      "pack/macros/content.yml: inner",
      "rules/b.md: inner",
    ]);
    const used = await send<Location[]>("references", { ...where, context: { includeDeclaration: false } });
    expect(shown(used)).toEqual([...uses, "pack/macros/content.yml: inner", "rules/b.md: inner"]);
    const lookup = await at("app/default/transforms.conf", "assets");
    expect(shown(await send("references", { ...lookup, context }))).toEqual([
      "app/default/macros.conf: assets",
      "app/default/props.conf: assets",
      "app/default/savedsearches.conf: assets",
      "app/default/transforms.conf: assets",
      "rules/a.yml: assets",
    ]);
    expect(
      (await send<DocumentHighlight[]>("documentHighlight", await at("app/default/macros.conf", "`inner"))).map(
        ({ kind }) => kind,
      ),
    ).toEqual([2, 3]);
  });

  it("are renamed in all files, a macro of another number of arguments not", async () => {
    const where = await at("rules/a.yml", "own(1)");
    expect(await send("prepareRename", where)).toMatchObject({ placeholder: "own" });
    const files = await renamed(where, "mine");
    expect(Object.keys(files).sort()).toEqual([".rulehound/site.yaml", "app/default/macros.conf", "rules/a.yml"]);
    expect(files["app/default/macros.conf"]).toContain("[mine(1)]\nargs");
    expect(files["app/default/macros.conf"]).toContain("[own]\ndefinition");
    expect(files["rules/a.yml"]).toContain("index=x `mine(1)` | inputlookup");
    expect(files[".rulehound/site.yaml"]).toContain("index=z `mine(1)`");
    expect((await renamed(await at(".rulehound/site.yaml", "site"), "elsewhere"))[".rulehound/site.yaml"]).toContain(
      "name: 'elsewhere'",
    );
    const inner = await renamed(await at("pack/macros/content.yml", "inner"), "yes");
    expect(inner["pack/macros/content.yml"]).toContain("  index=y\n  `yes` c=1\n");
    expect(inner["rules/b.md"]).toContain("`yes` ```not `inner` here```");
  });

  it("of lookups and saved searches are renamed with their quotes", async () => {
    const lookup = await renamed(await at("app/default/props.conf", "assets"), "machines");
    expect(lookup["app/default/props.conf"]).toContain("LOOKUP-owner = machines host");
    expect(lookup["app/default/transforms.conf"]).toContain("[machines]\nfilename = assets.csv");
    expect(lookup["app/default/savedsearches.conf"]).toContain("\\\n| lookup machines host");
    expect(lookup["rules/a.yml"]).toContain("append=t machines");
    const search = await renamed(await at("app/default/savedsearches.conf", "nightly"), "daily run");
    expect(search["app/default/savedsearches.conf"]).toContain("[daily run]");
    expect(search["rules/a.yml"]).toContain('savedsearch:\\"daily run\\"');
  });

  it("keep a name that cannot be changed, and say why", async () => {
    const own = await at("rules/a.yml", "own(1)");
    await expect(send("rename", { ...own, newName: "a b" })).rejects.toThrow("cannot be called “a b”");
    const inner = await at("rules/b.md", "inner");
    await expect(send("rename", { ...inner, newName: "own" })).rejects.toThrow("has a macro “own” already");
    await client.open(uriOf("new.spl"), "| inputlookup bare | append [| inputlookup other]");
    const position = (character: number) => ({
      textDocument: { uri: uriOf("new.spl") },
      position: { line: 0, character },
    });
    await expect(send("prepareRename", position(15))).rejects.toThrow("called after its file");
    await expect(send("prepareRename", position(45))).rejects.toThrow("not defined in a file of this workspace");
  });
});

it("links lead to techniques, pages and samples that are there", async () => {
  await client.open(uriOf("rules/a.yml"), texts.get(uriOf("rules/a.yml")) ?? "", "yaml");
  await client.open(uriOf("rules/b.md"), texts.get(uriOf("rules/b.md")) ?? "", "markdown");
  const linksOf = async (name: string) =>
    (await send<DocumentLink[]>("documentLink", { textDocument: { uri: uriOf(name) } })).map(
      ({ range, target }) => `${sliceOf(uriOf(name), range)} → ${target}`,
    );
  expect(await linksOf("rules/a.yml")).toEqual([
    "T1059.001 → https://attack.mitre.org/techniques/T1059/001/",
    `logs/one.json → ${uriOf("rules/logs/one.json")}`,
  ]);
  expect(await linksOf("rules/b.md")).toEqual(["https://example.org/page → https://example.org/page"]);
});

describe("a UUID", () => {
  const context = { includeDeclaration: true };
  const SIGNATURES = ["rules/named.yml: IWbemServices", "rules/wmi.yml: 9556dc99-828c-11cf-a37e-00aa003240c7"];

  it("leads to the signature rules that hold it, whatever its form", async () => {
    for (const [file, text] of [
      ["rules/zeek.spl", "9556DC99"],
      ["rules/wmi.yml", "99 dc 56 95"],
      ["rules/named.yml", "IWbemServices"],
    ] as const)
      expect(shown(await send("definition", await at(file, text))), file).toEqual(SIGNATURES);
    expect(await send("definition", await at("rules/zeek.spl", "11111111"))).toEqual([]);
  });

  it("is found in every form in all rule files", async () => {
    const found = shown(await send("references", { ...(await at("rules/zeek.spl", "9556DC99")), context }));
    expect(found).toEqual([
      "rules/named.yml: IWbemServices",
      "rules/wmi.yml: 9556dc99-828c-11cf-a37e-00aa003240c7",
      "rules/wmi.yml: 99 dc 56 95 8c 82 cf 11 a3 7e 00 aa 00 32 40 c7",
      "rules/zeek.spl: 9556DC99-828C-11CF-A37E-00AA003240C7",
    ]);
  });
});
