import { readFile } from "node:fs/promises";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import { EXPORT_TARGETS, exportSignature } from "#languages/signature/export/export.ts";
import { nodeEnvironment } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { readCommandLine, UsageError } from "./args.ts";
import { printLine, printProblem } from "./print.ts";
import { foldersAround } from "./rule-files.ts";

/** `rulehound export --to suricata|yara|wireshark FILE`: the file's signature rules in another language; 3 when one has errors. */
export async function exportRules(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  const target = EXPORT_TARGETS.find((one) => one === line.to);
  const [file, ...others] = line.positionals;
  if (target === undefined) throw new UsageError(`rulehound export needs --to ${EXPORT_TARGETS.join("|")}.`);
  if (file === undefined || others.length > 0) throw new UsageError("rulehound export needs one rule file.");
  const text = await readFile(file, "utf8").catch(() => {
    throw new FileProblem(`${file}: there is no such rule file.`);
  });
  const environment = nodeEnvironment({ settings: line.settings, folders: foldersAround([file]), revision: 0 });
  const document = createDocument(file, 0, text);
  const { signatures } = analyseDocument(document, environment);
  if (signatures.length === 0) throw new UsageError(`${file} holds no signature rule.`);
  let worst = 0;
  for (const { analytic, toHost } of signatures) {
    const written = exportSignature(analytic.query.text, analytic.name, target, environment.catalog);
    if (written === undefined) {
      printProblem(`error: ${analytic.name}: the rule has errors; rulehound check ${file} lists them.`);
      worst = 3;
      continue;
    }
    for (const { span, message } of written.notes) {
      const { line: at, column } = positionAt(document.lines(), toHost(span).start);
      printProblem(`note: ${file}:${at + 1}:${column + 1}: ${message}`);
    }
    printLine(written.text.trimEnd());
  }
  return worst;
}
