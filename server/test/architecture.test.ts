import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = path.join(root, "server/src");

/** Lowest first; an import may only point down. */
const LAYERS = [
  "base",
  "events",
  "runtime",
  "catalog",
  "syntax",
  "semantics",
  "languages",
  "engine",
  "analysis",
  "checks",
  "ide",
  "protocol",
  "hosts",
];

/** Packages that the core may use: pure, and listed in an ADR. */
const PURE_PACKAGES = new Set(["js-yaml", "@noble/hashes"]);

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function imports(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [
    ...text.matchAll(/^\s*(?:import|export)\b[^"';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

const layerOf = (file: string): string => path.relative(source, file).split(path.sep)[0] ?? "";
const isTest = (file: string): boolean => file.endsWith(".test.ts");

describe("architecture", () => {
  const all = files(source);

  it("has a place in the layer list for every folder", () => {
    expect([...new Set(all.map(layerOf))].filter((layer) => !LAYERS.includes(layer))).toEqual([]);
  });

  it("imports only downwards, and across layers only by #layer/…", () => {
    const wrong: string[] = [];
    for (const file of all.filter((one) => !isTest(one))) {
      const from = layerOf(file);
      for (const target of imports(file)) {
        const where = `${path.relative(root, file)} imports ${target}`;
        if (target.startsWith("#")) {
          const to = target.slice(1).split("/")[0] ?? "";
          if (LAYERS.indexOf(to) > LAYERS.indexOf(from)) wrong.push(`${where}: ${to} is above ${from}`);
          if (to === from) wrong.push(`${where}: inside a layer imports are relative`);
        } else if (target.startsWith(".")) {
          if (layerOf(path.resolve(path.dirname(file), target)) !== from) wrong.push(`${where}: leaves its layer`);
        } else if (
          from !== "hosts" &&
          !PURE_PACKAGES.has(
            target
              .split("/")
              .slice(0, target.startsWith("@") ? 2 : 1)
              .join("/"),
          )
        ) {
          wrong.push(`${where}: the core is pure`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps LSP's types to the LSP host", () => {
    const wrong = all.filter(
      (file) => imports(file).some((name) => name.startsWith("vscode-")) && !file.includes(path.join("hosts", "lsp")),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps the client free of the core: of the server it knows the protocol alone, and how bundles are started", () => {
    const known = /server\/src\/(?:protocol|hosts\/launch)\//;
    const wrong = files(path.join(root, "client/src")).flatMap((file) =>
      imports(file)
        .filter((target) => target.includes("server/") && !known.test(target))
        .map((target) => `${path.relative(root, file)} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("registers every unit file in its index", () => {
    const folders: readonly (readonly [folder: string, index: string])[] = [
      ["languages/spl/commands", "languages/spl/commands.index.ts"],
      ["languages/spl/functions", "languages/spl/functions.index.ts"],
      ["languages/spl/aggregations", "languages/spl/aggregations.index.ts"],
      ["checks/spl", "checks/index.ts"],
    ];
    const missing = folders.flatMap(([folder, index]) => {
      const text = readFileSync(path.join(source, index), "utf8");
      return files(path.join(source, folder))
        .filter(
          (file) =>
            !isTest(file) &&
            !/\bshared\b/.test(file) &&
            /\bdefine(?:Command|Function|Aggregation|Check)\b/.test(readFileSync(file, "utf8")),
        )
        .filter((file) => !text.includes(`/${path.basename(file)}"`))
        .map((file) => path.relative(source, file));
    });
    expect(missing).toEqual([]);
  });
});
