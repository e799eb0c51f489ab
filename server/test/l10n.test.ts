import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(path.join(root, "l10n/bundle.l10n.json"), "utf8"),
);

/** Calls and properties that show their text to the user: words in plain quotes there, other than a name, cannot be translated. */
const SHOWN =
  /(?:show(?:Information|Warning|Error)Message\(|\b(?:placeHolder|prompt|tooltip|openLabel|saveLabel|detail|title|label):)\s*(["'])(?:(?!\1)[^\\\n]|\\.)*?[A-Za-z]{2} [A-Za-z]/;

it("every sentence has its placeholders numbered from 0, without a gap", () => {
  expect(Object.keys(bundle).length).toBeGreaterThan(150);
  const wrong = Object.entries(bundle).filter(([key, text]) => {
    const numbers = [...new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number)))].sort(
      (a, b) => a - b,
    );
    return key !== text || numbers.some((number, index) => number !== index);
  });
  expect(wrong).toEqual([]);
});

it("the client shows no sentence that cannot be translated", () => {
  const folder = path.join(root, "client/src");
  const plain: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    for (const [index, line] of readFileSync(path.join(folder, name), "utf8").split("\n").entries()) {
      if (SHOWN.test(line)) plain.push(`${name}:${index + 1}: ${line.trim()}`);
    }
  }
  expect(plain).toEqual([]);
});
