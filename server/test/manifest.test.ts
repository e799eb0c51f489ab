import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
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
const { contributes }: Manifest = JSON.parse(read("package.json"));
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
