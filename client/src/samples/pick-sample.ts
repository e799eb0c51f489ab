import * as vscode from "vscode";

const LOGS = "**/*.{json,jsonl,ndjson,xml,log,csv,tsv,evtx,raw,txt,gz,pcap,pcapng,cap}";
const NOT_LOGS = "**/{node_modules,.git,dist,out}/**";

/** Asks for captures and logs: any number of those in the workspace, nearest to a file first. Undefined when the user gives up. */
export async function pickSamples(
  near: vscode.Uri | undefined,
  chosen: readonly vscode.Uri[],
): Promise<readonly vscode.Uri[] | undefined> {
  const folder = near === undefined ? "/" : vscode.Uri.joinPath(near, "..").path;
  const known = new Set(chosen.map(String));
  const rank = (uri: vscode.Uri): number => (known.has(uri.toString()) ? 0 : uri.path.startsWith(`${folder}/`) ? 1 : 2);
  const found = [...(await vscode.workspace.findFiles(LOGS, NOT_LOGS, 500))];
  found.sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  if (found.length === 0)
    return vscode.window.showOpenDialog({
      title: vscode.l10n.t("Find sequences in which samples?"),
      canSelectMany: true,
    });
  const picked = await vscode.window.showQuickPick(
    found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri, picked: known.has(uri.toString()) })),
    {
      title: vscode.l10n.t("Find sequences in which samples?"),
      placeHolder: vscode.l10n.t("A capture or Zeek logs, and the logs of the hosts"),
      canPickMany: true,
    },
  );
  return picked?.map(({ uri }) => uri);
}

/** Asks for a sample: logs of the workspace, nearest to the rule first, or any file. Undefined when the user gives up. */
export async function pickSample(
  rule: vscode.Uri,
  title = vscode.l10n.t("Run on which sample?"),
  openLabel = vscode.l10n.t("Run"),
): Promise<readonly vscode.Uri[] | undefined> {
  const found = await vscode.workspace.findFiles(LOGS, NOT_LOGS, 500);
  const folder = vscode.Uri.joinPath(rule, "..").path;
  const near = (uri: vscode.Uri): number => (uri.path.startsWith(`${folder}/`) ? 0 : 1);
  found.sort((a, b) => near(a) - near(b) || a.path.localeCompare(b.path));
  const browse = { label: `$(folder-opened) ${vscode.l10n.t("Another file…")}`, uri: undefined };
  const items = found.map((uri) => ({
    label: vscode.workspace.asRelativePath(uri),
    uri: uri as vscode.Uri | undefined,
  }));
  const picked = await vscode.window.showQuickPick([...items, browse], {
    title,
    placeHolder: vscode.l10n.t("A log of events: JSON lines, Windows event XML, …"),
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  if (picked.uri !== undefined) return [picked.uri];
  return vscode.window.showOpenDialog({ title, canSelectMany: true, openLabel });
}
