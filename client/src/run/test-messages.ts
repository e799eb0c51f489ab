import * as vscode from "vscode";
import type { RunTestResult } from "../../../server/src/protocol/requests.ts";

/** The lines about a test in the output of its run, as a terminal wants them. */
export function testOutput(name: string, { status, failures, problems, took }: RunTestResult): string {
  const why = status === "failed" ? failures.map(({ message }) => message) : status === "refused" ? problems : [];
  const ms = Math.round(took).toLocaleString("en");
  const lines = [outcome(name, status, ms), ...why.map((text) => `  ${text}`)];
  return `${lines.join("\n").replace(/\r?\n/g, "\r\n")}\r\n`;
}

function outcome(name: string, status: RunTestResult["status"], ms: string): string {
  if (status === "passed") return vscode.l10n.t("{0}: passed in {1} ms", name, ms);
  if (status === "failed") return vscode.l10n.t("{0}: failed in {1} ms", name, ms);
  return vscode.l10n.t("{0}: not run in {1} ms", name, ms);
}

/** A failure as a diff of what was expected and what came. */
export function testFailure(
  { message, expected, actual }: RunTestResult["failures"][number],
  item: vscode.TestItem,
): vscode.TestMessage {
  const shown = vscode.TestMessage.diff(message, expected, actual);
  if (item.uri !== undefined && item.range !== undefined) shown.location = new vscode.Location(item.uri, item.range);
  return shown;
}
