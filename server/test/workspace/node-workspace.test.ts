import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorkspace, openWorkspaceSync, WORKSPACE_LIMITS, workspaceNames } from "#hosts/node/workspace.ts";
import { workspaceAround } from "#hosts/node/workspace-around.ts";

let root = "";

function write(name: string, text: string): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "rulehound-workspace-")));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("a workspace on disk", () => {
  it("is read below its folders", async () => {
    write("a/app/default/macros.conf", "[one]\ndefinition = 1\n");
    write("a/macros/two.yml", "name: two\ndefinition: x\n");
    write("a/.rulehound/site.yaml", "macros: [{name: three, definition: y}]\n");
    write("a/node_modules/x/macros/four.yml", "name: four\ndefinition: x\n");
    write("a/.git/macros/five.yml", "name: five\ndefinition: x\n");
    write("b/lookups/t.csv", "k,v\n1,2\n");
    write("b/other/t.csv", "not,one\n");
    const { names, notes } = await openWorkspace([path.join(root, "a"), path.join(root, "b")]);
    expect(names.names.macros.map(({ name }) => name)).toEqual(["one", "three", "two"]);
    expect(names.names.tables.map(({ file }) => path.relative(root, file))).toEqual([
      path.join("b", "lookups", "t.csv"),
    ]);
    expect(names.names.lookup("t.csv")?.table?.rows.map((row) => ({ ...row }))).toEqual([{ k: "1", v: "2" }]);
    expect(notes).toEqual([]);
    expect(workspaceNames([path.join(root, "a")]).macros.length).toBe(3);
  });

  it("follows links inside and none that leave; circles end", () => {
    const outside = realpathSync(mkdtempSync(path.join(tmpdir(), "rulehound-outside-")));
    try {
      mkdirSync(path.join(outside, "macros"));
      writeFileSync(path.join(outside, "macros", "far.yml"), "name: far\ndefinition: x\n");
      write("packs/real/macros/near.yml", "name: near\ndefinition: x\n");
      mkdirSync(path.join(root, "w"));
      symlinkSync(path.join(root, "packs"), path.join(root, "w", "inside"));
      symlinkSync(outside, path.join(root, "w", "outside"));
      symlinkSync(root, path.join(root, "packs", "circle"));
      const { names } = openWorkspaceSync([root]);
      expect(names.names.macros.map(({ name }) => name)).toEqual(["near"]);
      expect(openWorkspaceSync([path.join(root, "w")]).names.names.macros).toEqual([]);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it("reads single paths anew", () => {
    const file = write("default/macros.conf", "[m]\ndefinition = 1\n");
    const workspace = openWorkspaceSync([root]);
    const before = workspace.names;
    expect(workspace.reread([file])).toBe(false);
    expect(workspace.names).toBe(before);
    write("default/macros.conf", "[m]\ndefinition = 2\n");
    expect(workspace.reread([file])).toBe(true);
    expect(workspace.names.names.macro("m", 0)?.definition).toBe("2");
    expect(workspace.reread([write("readme.md", "x"), write(".git/macros/x.yml", "name: x\ndefinition: y\n")])).toBe(
      false,
    );
    expect(workspace.reread([path.dirname(write("pack/macros/n.yml", "name: n\ndefinition: x\n"))])).toBe(true);
    expect(workspace.names.names.macros.map(({ name }) => name)).toEqual(["m", "n"]);
    rmSync(path.join(root, "pack"), { recursive: true });
    expect(workspace.reread([path.join(root, "pack")])).toBe(true);
    expect(workspace.names.names.macro("n", 0)).toBeUndefined();
    expect(workspace.reread([path.join(root, "..", "elsewhere", "macros.conf")])).toBe(false);
  });

  it("reads tables only when asked, and anew when they changed", () => {
    const file = write("lookups/t.csv", "k\n1\n");
    const workspace = openWorkspaceSync([root]);
    expect(workspace.names.names.lookup("t")?.table?.columns).toEqual(["k"]);
    write("lookups/t.csv", "k\n2\n");
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    expect(workspace.reread([file])).toBe(true);
    expect(workspace.names.names.lookup("t")?.table?.rows[0]).toHaveProperty("k", "2");
    rmSync(file);
    expect(workspace.names.names.lookup("t")?.table?.rows[0]).toHaveProperty("k", "2");
    const late = write("lookups/late.csv", "k\n");
    workspace.reread([late]);
    rmSync(late);
    expect(workspace.names.names.lookup("late")?.table?.unreadable).toContain("cannot be read");
  });

  it("says what it leaves out", () => {
    write("macros/a.yml", `name: a\ndefinition: ${"x".repeat(100)}\n`);
    write("macros/b.yml", "name: b\ndefinition: x\n");
    write("lookups/t.csv", `k\n${"1\n".repeat(100)}`);
    const small = openWorkspaceSync([root], { ...WORKSPACE_LIMITS, definitionBytes: 50, tableBytes: 50 });
    expect(small.names.names.macros.map(({ name }) => name)).toEqual(["b"]);
    expect(small.names.names.lookup("t")?.table?.unreadable).toMatch(/more than the .* that are read/);
    expect(small.notes.map((note) => path.basename(note.path))).toEqual(["t.csv", "a.yml"]);
    expect(openWorkspaceSync([root], { ...WORKSPACE_LIMITS, files: 1 }).notes[0]?.message).toContain(
      "more than 1 files",
    );
    expect(openWorkspaceSync([root], { ...WORKSPACE_LIMITS, entries: 2 }).notes[0]?.message).toContain(
      "more than 2 entries",
    );
    expect(openWorkspaceSync([path.join(root, "none")]).notes).toEqual([]);
  });
});

describe("the workspace around a path", () => {
  it("is the app or pack that holds it", () => {
    mkdirSync(path.join(root, ".git"));
    const app = write("apps/one/default/savedsearches.conf", "[s]\nsearch = *\n");
    expect(workspaceAround(app)).toBe(path.join(root, "apps/one"));
    write("pack/macros/m.yml", "name: m\ndefinition: x\n");
    expect(workspaceAround(write("pack/detections/endpoint/r.yml", "name: r\n"))).toBe(path.join(root, "pack"));
    expect(workspaceAround(path.join(root, "pack/detections"))).toBe(path.join(root, "pack"));
    expect(workspaceAround(path.join(root, "apps"))).toBe(path.join(root, "apps"));
    expect(workspaceAround(write("loose/r.yml", "name: r\n"))).toBeUndefined();
  });

  it("reaches up to the overlay, within the repository or root", () => {
    mkdirSync(path.join(root, "repo/.git"), { recursive: true });
    const rule = write("repo/pack/detections/r.yml", "name: r\n");
    write("repo/pack/macros/m.yml", "name: m\ndefinition: x\n");
    write("repo/.rulehound/site.yaml", "macros: []\n");
    expect(workspaceAround(rule)).toBe(path.join(root, "repo"));
    expect(workspaceAround(rule, path.join(root, "repo/pack"))).toBe(path.join(root, "repo/pack"));
    rmSync(path.join(root, "repo/.rulehound"), { recursive: true });
    write("macros/outer.yml", "name: o\ndefinition: x\n");
    rmSync(path.join(root, "repo/pack/macros"), { recursive: true });
    expect(workspaceAround(rule)).toBeUndefined();
  });
});
