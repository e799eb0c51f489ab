import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly completionEvents: readonly string[];
        readonly media: { readonly image: Readonly<Record<string, string>> };
      }[];
    }[];
  };
}

const at = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string): string => readFileSync(at(name), "utf8");
const words: Readonly<Record<string, string>> = JSON.parse(read("package.nls.json"));
const keys = [...read("package.json").matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key ?? "");
const { contributes }: Manifest = JSON.parse(
  read("package.json").replace(/"%([^"%]+)%"/g, (_, key) => JSON.stringify(words[key] ?? `%${key}%`)),
);
/** Where a text of the manifest is shown to users; the text of an enumeration is the value that is set. */
const READ =
  /\/(?:title|description|markdownDescription|contents|altText)$|\/views\/\w+\/\d+\/name$|numDescriptions\/\d+$/;
const announced = new Set(contributes.commands.map(({ command }) => command));
const registered = new Set(
  [...read("client/src/activate.ts").matchAll(/register\(\s*"([\w.]+)"/g)].map(([, name]) => `rulehound.${name}`),
);
const pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].concat(
  readdirSync(at("docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
);
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

describe("commands", () => {
  test("every announced command is registered", () => {
    expect([...announced].filter((command) => !registered.has(command))).toEqual([]);
  });

  test("every command that the walkthrough names exists and can start the extension", () => {
    const named = steps.flatMap(({ description, completionEvents }) => [
      ...[...description.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? ""),
      ...completionEvents.map((event) => event.replace(/^onCommand:/, "")),
    ]);
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter((command) => !announced.has(command))).toEqual([]);
  });

  test("the palette lists a command when it can do something, by contexts that the client sets", () => {
    const { commandPalette } = contributes.menus;
    expect(commandPalette.filter(({ command }) => !announced.has(command))).toEqual([]);
    expect(new Set(commandPalette.map(({ command }) => command)).size).toBe(commandPalette.length);
    const client = ["run/session.ts", "highlight/decorate.ts"].map((name) => read(`client/src/${name}`)).join("\n");
    const set = new Set([...client.matchAll(/"setContext",\s*"([\w.]+)"/g)].map(([, context]) => context));
    expect(commandPalette.filter(({ when }) => when !== "false" && !set.has(when))).toEqual([]);
    expect(commandPalette.find(({ command }) => command === "rulehound.cancelRun")?.when).toBe("rulehound.isRunning");
  });

  test("every command that a page names by id or title exists", () => {
    const titles = new Set(contributes.commands.map(({ category, title }) => `${category}: ${title}`));
    for (const page of pages) {
      const text = read(page);
      const ids = [...text.matchAll(/command:(rulehound\.[\w.]+)|`(rulehound\.[\w.]+)` \(command\)/g)].map(
        ([, link, said]) => link ?? said ?? "",
      );
      expect(
        ids.filter((id) => !announced.has(id)),
        page,
      ).toEqual([]);
      const said = [...text.matchAll(/\bRulehound: ([A-Z][^*`"\n]*?)(?=[*`"])/g)].map(([whole]) => whole);
      expect(
        said.filter((title) => !titles.has(title)),
        page,
      ).toEqual([]);
    }
  });
});

describe("words of the manifest", () => {
  test("have each key in package.nls.json, and none that is unused", () => {
    expect(keys.length).toBeGreaterThan(140);
    expect([...new Set(keys)].sort()).toEqual(Object.keys(words).sort());
    expect(Object.entries(words).filter(([, text]) => text.trim() === "" || /^%.*%$/.test(text))).toEqual([]);
  });

  test("are keys wherever users read them", () => {
    const plain: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value === "object" && value !== null)
        for (const [name, child] of Object.entries(value)) look(child, `${path}/${name}`);
      else if (READ.test(path) && typeof value === "string" && !/^%[^%]+%$/.test(value))
        plain.push(`${path}: ${value}`);
    };
    const { contributes: written, capabilities } = JSON.parse(read("package.json"));
    look({ capabilities, ...written }, "");
    expect(plain).toEqual(["/viewsContainers/panel/0/title: Rulehound", "/configuration/title: Rulehound"]);
  });

  test("keep the links of the walkthrough where they are translated", () => {
    const linked = Object.values(words).filter((text) => text.includes("(command:"));
    expect(linked.length).toBeGreaterThan(6);
    for (const text of linked) expect(text).toMatch(/\[[^[\]]+\]\(command:[\w.]+[^()]*\)/);
  });
});

describe("the walkthrough", () => {
  test.each(steps)(
    "$id has a button that completes it, and its pictures",
    ({ description, completionEvents, media }) => {
      const [button] = [...description.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command);
      expect(completionEvents).toContain(`onCommand:${button}`);
      for (const image of Object.values(media.image)) expect(existsSync(at(image)), image).toBe(true);
    },
  );
});
