import type { TestReport } from "./test.ts";

/** The tests as JUnit XML, the form that build servers read: a suite for each rule file, an error for a test that cannot be run. */
export function junitReport(reports: readonly TestReport[]): string {
  const files = new Map<string, TestReport[]>();
  for (const report of reports) {
    const own = files.get(report.file);
    if (own === undefined) files.set(report.file, [report]);
    else own.push(report);
  }
  const suites = [...files].map(([file, own]) => suite(file, own));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts(reports)}>\n${suites.join("")}</testsuites>`;
}

function suite(file: string, reports: readonly TestReport[]): string {
  return `  <testsuite name="${escapeXml(file)}"${counts(reports)}>\n${reports.map(testCase).join("")}  </testsuite>\n`;
}

function counts(reports: readonly TestReport[]): string {
  const of = (status: string): number => reports.filter(({ outcome }) => outcome.status === status).length;
  const took = reports.reduce((sum, report) => sum + report.took, 0);
  return ` tests="${reports.length}" failures="${of("failed")}" errors="${of("refused")}" time="${took.toFixed(3)}"`;
}

function testCase({ file, bound, outcome, took }: TestReport): string {
  const { status, failures, problems } = outcome;
  const open = `    <testcase name="${escapeXml(bound.test.name.value)}" classname="${escapeXml(bound.test.analytic ?? file)}" time="${took.toFixed(3)}"`;
  if (status === "passed") return `${open}/>\n`;
  const texts = status === "failed" ? failures.map(({ message }) => message) : problems;
  const kind = status === "failed" ? "failure" : "error";
  const details = failures
    .map(({ key, expected, actual }) => `${key}\nexpected:\n${expected}\nactual:\n${actual}`)
    .join("\n\n");
  return `${open}>\n      <${kind} message="${escapeXml(texts.join(" "))}">${escapeXml(details)}</${kind}>\n    </testcase>\n`;
}

/** Characters that XML 1.0 does not allow are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);
}
