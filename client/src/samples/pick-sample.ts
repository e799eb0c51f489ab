import * as vscode from "vscode";

const LOGS = "**/*.{json,jsonl,ndjson,xml,log,csv,tsv,evtx,raw,txt,gz,pcap,pcapng}";
const NOT_LOGS = "**/{node_modules,.git,dist,out}/**";

/** Asks for a sample: logs of the workspace, nearest to the rule first, or any file. Undefined when the user gives up. */
export async function pickSample(rule: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  const found = await vscode.workspace.findFiles(LOGS, NOT_LOGS, 500);
  const folder = vscode.Uri.joinPath(rule, "..").path;
  const near = (uri: vscode.Uri): number => (uri.path.startsWith(`${folder}/`) ? 0 : 1);
  found.sort((a, b) => near(a) - near(b) || a.path.localeCompare(b.path));
  const browse = { label: "$(folder-opened) Another file…", uri: undefined };
  const items = found.map((uri) => ({
    label: vscode.workspace.asRelativePath(uri),
    uri: uri as vscode.Uri | undefined,
  }));
  const picked = await vscode.window.showQuickPick([...items, browse], {
    title: "Run on which sample?",
    placeHolder: "A log of events: JSON lines, Windows event XML, …",
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  if (picked.uri !== undefined) return [picked.uri];
  return vscode.window.showOpenDialog({ title: "Run on which sample?", canSelectMany: true, openLabel: "Run" });
}
