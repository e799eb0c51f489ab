import { readFile } from "node:fs/promises";
import { UsageError } from "./args.ts";
import { readCases } from "./conformance-case.ts";
import { runCase, type Verdict } from "./conformance-run.ts";
import { printJson, printLine, printProblem } from "./print.ts";

interface Result extends Verdict {
  readonly id: string;
  readonly area: string;
}

/**
 * `conformance FILE.jsonl [--json]`: runs the cases of a file (SPL reference, section 9) and tells what became of each, by area. Exit
 * code 0 when all passed, 1 when some did not.
 */
export async function conformance(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const files = args.filter((arg) => arg !== "--json");
  const [file, ...others] = files;
  if (file === undefined || others.length > 0 || file.startsWith("-")) {
    throw new UsageError("conformance needs one file of cases: conformance FILE.jsonl [--json].");
  }
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`${file}: there is no such file.`);
  });
  const results: Result[] = [];
  let bad = 0;
  for (const one of readCases(text)) {
    if ("line" in one) {
      printProblem(`${file}:${one.line}: ${one.message}`);
      bad += 1;
      continue;
    }
    const verdict = await runCase(one).catch((error: unknown): Verdict => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { verdict: "failed", why: `the run broke off: ${why}` };
    });
    const result = { id: one.id, area: one.area, ...verdict };
    results.push(result);
    if (json) printJson(result);
    else if (verdict.verdict !== "passed") printLine(`${verdict.verdict}  ${one.id}  ${verdict.why ?? ""}`);
  }
  if (!json) printTable(results);
  return bad === 0 && results.every(({ verdict }) => verdict === "passed") ? 0 : 1;
}

function printTable(results: readonly Result[]): void {
  const areas = [...new Set(results.map(({ area }) => area))];
  const count = (verdict: Verdict["verdict"], area?: string) =>
    results.filter((one) => one.verdict === verdict && (area === undefined || one.area === area)).length;
  const row = (name: string, area?: string) =>
    printLine(
      `${name.padEnd(12)}${String(count("passed", area)).padStart(8)}${String(count("failed", area)).padStart(8)}${String(count("refused", area)).padStart(9)}`,
    );
  printLine(`${"area".padEnd(12)}${"passed".padStart(8)}${"failed".padStart(8)}${"refused".padStart(9)}`);
  for (const area of areas) row(area, area);
  row("all");
}
