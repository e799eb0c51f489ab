/** What the suites need of the extension and of the folder that is open. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { RulehoundApi } from "../../src/activate.ts";
import type { WhyNotItem } from "../../src/run/why-not-view.ts";

/** The extension, as VS Code knows it. */
export function extension(): vscode.Extension<RulehoundApi> {
  const found = vscode.extensions.getExtension<RulehoundApi>("rulehound.rulehound");
  assert.ok(found, "VS Code does not know the extension rulehound.rulehound");
  return found;
}

/** What the extension offers; it is activated first. */
export const api = async (): Promise<RulehoundApi> => extension().activate();

/** A place in the folder that the suite opens. */
export function inFolder(...parts: string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, "the suite opens a folder");
  return vscode.Uri.joinPath(folder, ...parts);
}

/** Shows a file of the folder in an editor. */
export async function open(...parts: string[]): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inFolder(...parts)));
}

/** Closes every editor, and first takes back what was edited in them. */
export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Waits until `probe` gives something other than undefined or false, for up to two minutes: the first answers of a fresh editor take time. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 120_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) assert.fail(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The lenses of a document that run an analytic, once there are some. */
export function runLenses(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  return eventually("the lenses", async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 20);
    const runs = found.filter(({ command }) => command?.command === "rulehound.runOnSample");
    return runs.length > 0 ? runs : undefined;
  });
}

/** The analytic that the first lens of a document runs. */
export async function analyticOf(uri: vscode.Uri): Promise<string> {
  return String((await runLenses(uri))[0]?.command?.arguments?.[1]);
}

/** The items of the Why Not view that offer a repair, at any depth. */
export function repairsIn(items: readonly WhyNotItem[]): readonly WhyNotItem[] {
  return items.flatMap((item) => [...(item.repair === undefined ? [] : [item]), ...repairsIn(item.children)]);
}
