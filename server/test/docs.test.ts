import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (name: string): string => readFileSync(path.join(root, name), "utf8");
const below = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);

/** The pages that authors of the project wrote or generate; samples hold pages of others. */
const PAGES = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...below("docs"),
  "samples/README.md",
].filter((name) => existsSync(path.join(root, name)));

/** A page without its code, in which links are no links. */
const prose = (text: string): string => text.replace(/^(`{3,}|~{3,}).*?^\1/gms, "").replace(/(`+)[^`\n]+\1/g, "code");

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ""] of text.replace(/^(`{3,}|~{3,}).*?^\1/gms, "").matchAll(/^#{1,6} +(.*?) *#*$/gm)) {
    const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1");
    const slug = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  for (const [, id = ""] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** Why a link of a page leads nowhere in the checkout; undefined for one that is good or leads elsewhere. */
function broken(page: string, link: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return undefined;
  const [to = "", anchor] = link.split("#");
  const target = to === "" ? page : path.posix.join(path.posix.dirname(page), decodeURIComponent(to));
  if (!existsSync(path.join(root, target))) return `${page}: ${link} is not there`;
  if (anchor === undefined || statSync(path.join(root, target)).isDirectory()) return undefined;
  return anchorsOf(read(target)).has(anchor) ? undefined : `${page}: ${target} has no heading #${anchor}`;
}

describe("the pages of the project", () => {
  it.each(PAGES)("%s: links and pictures lead somewhere", (page) => {
    const text = prose(read(page));
    const links = [
      ...[...text.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].map(([, link = ""]) => link),
      ...[...text.matchAll(/^\[[^\]]+\]: +(\S+)/gm)].map(([, link = ""]) => link),
      ...[...text.matchAll(/<(?:img|a|source) [^>]*(?:src|href|srcset)="([^"]+)"/g)].map(([, link = ""]) => link),
    ];
    expect(links.map((link) => broken(page, link)).filter((said) => said !== undefined)).toEqual([]);
  });

  it("hold no mark of an unfinished merge", () => {
    expect(PAGES.filter((page) => /^(?:<{7}|>{7})(?: |$)/m.test(read(page)))).toEqual([]);
  });

  it("name npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => `${page}: ${name}`),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((said) => !(said.slice(said.indexOf(": ") + 2) in scripts))).toEqual([]);
  });

  it("name settings and colours that exist", () => {
    const { contributes } = JSON.parse(read("package.json")) as {
      contributes: {
        configuration: readonly { properties: object }[] | { properties: object };
        colors: readonly { id: string }[];
      };
    };
    const sections = [contributes.configuration].flat();
    const known = [
      ...sections.flatMap(({ properties }) => Object.keys(properties)),
      ...contributes.colors.map(({ id }) => id),
    ];
    const commands = new Set(
      [...read("package.json").matchAll(/"command": "(rulehound\.[\w.]+)"/g)].map(([, id]) => id),
    );
    const named = PAGES.filter((page) => page !== "CHANGELOG.md").flatMap((page) =>
      [...read(page).matchAll(/`(rulehound\.[a-zA-Z][\w.]*)`/g)].map(([, id = ""]) => ({ page, id })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ id }) => !known.includes(id) && !commands.has(id) && !id.endsWith(".NAME"))).toEqual([]);
  });

  it("name files of the checkout that are there", () => {
    const named = PAGES.filter((page) => page !== "CHANGELOG.md").flatMap((page) =>
      [...read(page).matchAll(/`((?:server|client|scripts|docs|samples|schemas|snippets|syntaxes)\/[\w./-]+)`/g)].map(
        ([, file = ""]) => ({ page, file }),
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ file }) => !/NAME/.test(file) && !existsSync(path.join(root, file)))).toEqual([]);
  });
});

describe("docs/editor.md", () => {
  const page = read("docs/editor.md");
  const { contributes } = JSON.parse(read("package.json")) as {
    contributes: {
      configuration: readonly { properties: object }[] | { properties: object };
      commands: readonly { command: string; title: string }[];
      menus: { commandPalette: readonly { command: string; when: string }[] };
    };
  };

  it("names every setting but those of docs/reference/settings.md", () => {
    const settings = [contributes.configuration].flat().flatMap(({ properties }) => Object.keys(properties));
    const unsaid = settings.filter((name) => !name.startsWith("rulehound.splunk.") && !page.includes(`\`${name}\``));
    expect(unsaid).toEqual([]);
  });

  it("names every command of the palette", () => {
    const { commandPalette } = contributes.menus;
    const hidden = new Set(commandPalette.filter(({ when }) => when === "false").map(({ command }) => command));
    const words = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
    const titles = contributes.commands
      .filter(({ command }) => !hidden.has(command))
      .map(({ title }) => title.replace(/^%(.+)%$/, (_, key: string) => words[key] ?? title));
    expect(titles.length).toBeGreaterThan(20);
    expect(titles.filter((title) => !page.includes(title))).toEqual([]);
  });
});

describe("docs/cli.md", () => {
  it("names every option that the command line reads, and no other", () => {
    const source = read("server/src/hosts/cli/args.ts");
    const readOptions = [...source.matchAll(/^ {6}"?([a-z-]+)"?: \{ type:/gm)].map(([, name = ""]) => name);
    const page = read("docs/cli.md");
    const said = new Set([...page.matchAll(/--([a-z][a-z-]*)/g)].map(([, name = ""]) => name));
    expect(readOptions.length).toBeGreaterThan(15);
    expect(readOptions.filter((name) => !said.has(name))).toEqual([]);
    const others = ["stdio", "json", "global"]; // Of `rulehound lsp`, of `npm run conformance` and of npm.
    expect([...said].filter((name) => !readOptions.includes(name) && !others.includes(name))).toEqual([]);
  });
});
