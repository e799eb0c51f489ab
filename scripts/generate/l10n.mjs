import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { at } from "../project.mjs";

const FOLDER = "client/src";
const CALL = /\bl10n\.t\(/g;
const LITERAL = /\bl10n\.t\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`)/g;

/** l10n/bundle.l10n.json: every sentence of the client that `vscode.l10n.t` can translate, in order of the alphabet. */
export async function l10nBundle() {
  const sentences = new Set();
  for (const name of (await readdir(at(FOLDER), { recursive: true })).sort()) {
    if (!name.endsWith(".ts")) continue;
    const source = await readFile(at(path.join(FOLDER, name)), "utf8");
    const found = [...source.matchAll(LITERAL)];
    if (found.length !== [...source.matchAll(CALL)].length) {
      throw new Error(`${FOLDER}/${name}: the first argument of l10n.t is a text in quotes, without \${…}.`);
    }
    for (const [, literal] of found) sentences.add(textOf(literal));
  }
  const bundle = Object.fromEntries([...sentences].sort().map((text) => [text, text]));
  return { "l10n/bundle.l10n.json": `${JSON.stringify(bundle, null, 2)}\n` };
}

/** The text of a literal of TypeScript in any quotes. */
function textOf(literal) {
  const inner = literal.slice(1, -1).replace(/\\([\s\S])/g, (_, char) => ({ n: "\n", t: "\t" })[char] ?? char);
  if (/\\[ux0]/.test(literal)) throw new Error(`${literal}: write the character itself.`);
  return inner;
}
