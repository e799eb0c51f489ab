import { readFile } from "node:fs/promises";
import { lineMap, positionAt } from "#base/line-map.ts";
import { importSignatures } from "#languages/signature/import/import.ts";
import { nodeEnvironment } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { readCommandLine, UsageError } from "./args.ts";
import { printLine, printProblem } from "./print.ts";

/** `rulehound import FILE`: its Suricata, Snort or YARA rules as signature rules, one YAML document each; 3 when there is none. */
export async function importRules(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  const [file, ...others] = line.positionals;
  if (file === undefined || others.length > 0) throw new UsageError("rulehound import needs one file of rules.");
  const text = await readFile(file, "utf8").catch(() => {
    throw new FileProblem(`${file}: there is no such file.`);
  });
  const { catalog } = nodeEnvironment({ settings: line.settings, folders: [], revision: 0 });
  const { rules, notes } = importSignatures(text, catalog);
  const lines = lineMap(text);
  for (const { span, message } of notes) {
    const { line: at, column } = positionAt(lines, span.start);
    printProblem(`note: ${file}:${at + 1}:${column + 1}: ${message}`);
  }
  for (const [i, rule] of rules.entries()) printLine(`${i === 0 ? "" : "---\n"}${rule.text.trimEnd()}`);
  if (rules.length > 0) return 0;
  printProblem(`error: ${file}: no rule of Suricata, Snort or YARA could be read.`);
  return 3;
}
