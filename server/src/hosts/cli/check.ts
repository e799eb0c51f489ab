import path from "node:path";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { RuleIds } from "#analysis/rule-ids.ts";
import { checks } from "#checks/index.ts";
import { ruleChecks } from "#checks/rule-checks.index.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { checkPage } from "#ide/render/check.ts";
import { explainEmptiness } from "#ide/render/emptiness.ts";
import { detectRuleFormat } from "#semantics/rule/detect.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { nodeEnvironment } from "../node/environment.ts";
import { ruleSurroundings } from "../node/rule-surroundings.ts";
import { type CommandLine, readCommandLine, UsageError } from "./args.ts";
import { printLine, printProblem } from "./print.ts";
import { jsonReporter } from "./report/json.ts";
import type { Reporter } from "./report/reporter.ts";
import { sarifReporter } from "./report/sarif.ts";
import { textReporter } from "./report/text.ts";
import { foldersAround, ruleFiles } from "./rule-files.ts";

/** `rulehound check PATH…`: 1 when there is an error or a warning, 3 when a file could not be read. */
export async function check(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args, ["text", "json", "sarif"]);
  if (line.explain !== undefined) return explain(line.explain);
  if (line.explainEmpty) return explainEmpty(line);
  if (line.positionals.length === 0) throw new UsageError("rulehound check needs rule files or folders.");
  return checkFiles(line, reporterOf(line));
}

/** Prints for each rule file why its analytics can never return anything; 1 when one of them cannot, 3 when a file is unreadable. */
async function explainEmpty(line: CommandLine): Promise<number> {
  const folders = foldersAround(line.positionals);
  const environment = nodeEnvironment({ settings: line.settings, folders, revision: 0 });
  let proved = false;
  let unread = false;
  for await (const { path: file, text, problem } of ruleFiles(line.positionals)) {
    if (problem !== undefined) {
      unread = true;
      printProblem(`${file}: ${problem}`);
      continue;
    }
    const analysis = analyseDocument(createDocument(file, 0, text), environment);
    const all = diagnostics(analysis, { preset: "all", severity: {} });
    proved ||= all.some(({ grade, facts }) => grade === "proved" && facts.some(({ empties }) => empties));
    printLine(explainEmptiness(analysis, all, { windowsProfile: line.settings.windowsProfile }));
  }
  return unread ? 3 : proved ? 1 : 0;
}

async function checkFiles(line: CommandLine, reporter: Reporter): Promise<number> {
  const folders = foldersAround(line.positionals).map((folder) => path.resolve(folder));
  const environment = nodeEnvironment({ settings: line.settings, folders, revision: 0 });
  const ids = await idsOf(line.positionals);
  const totals = { files: 0, findings: 0, sigma: 0, others: 0 };
  let wrong = false;
  let unread = false;
  for await (const { path: file, text, problem } of ruleFiles(line.positionals)) {
    if (problem !== undefined) {
      unread = true;
      reporter.unread(file, problem);
      continue;
    }
    const document = createDocument(file, 0, text);
    const analysis = analyseDocument(document, environment);
    const surroundings = ruleSurroundings({
      file: path.resolve(file),
      folders,
      ids,
      pathOf: (key) => key,
      today: line.today,
    });
    const found = diagnostics(analysis, {
      preset: line.preset,
      severity: line.severity,
      suppressed: reporter.suppressed,
      surroundings,
    });
    reporter.file(document, found);
    const shown = found.filter(({ suppressed }) => suppressed === undefined);
    totals.files += 1;
    totals.findings += shown.length;
    if (analysis.rule.format === "sigma") totals.sigma += 1;
    if (analysis.rule.format === "other") totals.others += 1;
    wrong ||= shown.some(({ severity }) => severity === "error" || severity === "warning");
  }
  reporter.end(totals);
  return unread ? 3 : wrong ? 1 : 0;
}

/** The ids of all rules at the paths: which rules share one is known before the first is reported. */
async function idsOf(paths: readonly string[]): Promise<RuleIds> {
  const ids = new RuleIds();
  for await (const { path: file, text, problem } of ruleFiles(paths)) {
    const format = problem === undefined ? detectRuleFormat(file, text) : "other";
    if (format === "rulehound" || format === "security-content")
      ids.set(path.resolve(file), parseRuleFile(file, text, format));
  }
  return ids;
}

function reporterOf({ format, color }: CommandLine): Reporter {
  if (format === "json") return jsonReporter();
  return format === "sarif" ? sarifReporter(process.cwd()) : textReporter(color);
}

function explain(id: string): number {
  const found = [...checks, ...ruleChecks].find((one) => one.id === id || one.id.split("/")[1] === id);
  if (found === undefined) throw new UsageError(`There is no check "${id}". docs/checks/README.md lists them.`);
  printLine(checkPage(found).trimEnd());
  return 0;
}
