import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LEARN_REQUEST, type LearnParams, type LearnResult } from "../../../server/src/protocol/requests.ts";
import { pickSample } from "../samples/pick-sample.ts";

export const OVERLAY_SCHEME = "rulehound-overlay";

/** The overlay that is not written yet, and the one on disk, as read-only documents. */
export class OverlayPreview implements vscode.TextDocumentContentProvider {
  #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? "";
  }

  /** Shows what would be written: beside what is there, when something is. */
  async show(name: string, before: string, after: string): Promise<void> {
    this.#texts = new Map([
      [`/before/${name}`, before],
      [`/after/${name}`, after],
    ]);
    const [left, right] = [...this.#texts.keys()].map((path) => vscode.Uri.from({ scheme: OVERLAY_SCHEME, path }));
    if (left === undefined || right === undefined) return;
    for (const uri of [left, right]) this.#changed.fire(uri);
    if (before !== "") await vscode.commands.executeCommand("vscode.diff", left, right, name);
    else await vscode.window.showTextDocument(right, { preview: true });
  }
}

/**
 * `Rulehound: Learn Fields from Sample…`: shows an overlay with the names of a sample that the catalog does not know, and writes
 * it into `.rulehound` when the user agrees. `sample` and `file` are those of a caller that asks for no choice; a file that is
 * there is never changed without a question.
 */
export async function learnFields(
  client: BaseLanguageClient,
  preview: OverlayPreview,
  sample?: vscode.Uri,
  file?: vscode.Uri,
): Promise<void> {
  const folder = homeOf(vscode.window.activeTextEditor?.document.uri);
  const samples = sample === undefined ? await chooseSample(folder) : [sample];
  const [first] = samples ?? [];
  if (samples === undefined || first === undefined) return;
  const to = file ?? (await chooseFile(folder, first));
  if (to === undefined) return;
  const before = await textOf(to);
  const params: LearnParams = { samples: samples.map(String), before: before ?? "" };
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reading the sample"),
    cancellable: true,
  };
  const { text, message, unread } = await vscode.window.withProgress(progress, (_, token) =>
    client.sendRequest<LearnResult>(LEARN_REQUEST, params, token),
  );
  const [why] = unread;
  if (why !== undefined)
    void vscode.window.showWarningMessage(
      unread.length === 1
        ? vscode.l10n.t("{0} part was not read: {1}", unread.length, why)
        : vscode.l10n.t("{0} parts were not read: {1}", unread.length, why),
    );
  if (text === undefined || text === before) {
    void vscode.window.showInformationMessage(message);
    return;
  }
  if (file === undefined || before !== undefined) {
    await preview.show(nameOf(to), before ?? "", text);
    if (!(await agrees(to, before !== undefined, message))) return;
  }
  await write(to, text, before);
}

async function agrees(to: vscode.Uri, isThere: boolean, message: string): Promise<boolean> {
  const where = vscode.workspace.asRelativePath(to);
  const question = isThere
    ? vscode.l10n.t("{0} Change {1}? What it says is kept.", message, where)
    : vscode.l10n.t("{0} Write {1}?", message, where);
  const yes = isThere ? vscode.l10n.t("Change") : vscode.l10n.t("Write");
  return (await vscode.window.showInformationMessage(question, yes)) === yes;
}

/** Writes the overlay, unless the file has become another one since it was read. */
async function write(to: vscode.Uri, text: string, before: string | undefined): Promise<void> {
  if ((await textOf(to)) !== before) {
    const where = vscode.workspace.asRelativePath(to);
    void vscode.window.showErrorMessage(
      vscode.l10n.t("{0} has changed meanwhile and was left alone. Learn from the sample again.", where),
    );
    return;
  }
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(to, ".."));
  await vscode.workspace.fs.writeFile(to, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(to, { preview: false });
}

function homeOf(near: vscode.Uri | undefined): vscode.Uri | undefined {
  const own = near === undefined ? undefined : vscode.workspace.getWorkspaceFolder(near);
  return (own ?? vscode.workspace.workspaceFolders?.[0])?.uri;
}

function chooseSample(folder: vscode.Uri | undefined): Promise<readonly vscode.Uri[] | undefined> {
  const near = vscode.window.activeTextEditor?.document.uri ?? folder ?? vscode.Uri.file("/");
  return pickSample(near, vscode.l10n.t("Learn fields from which sample?"), vscode.l10n.t("Learn"));
}

/** Where the overlay goes: `.rulehound/NAME.yaml` of the folder, the name asked for. */
async function chooseFile(folder: vscode.Uri | undefined, sample: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (folder === undefined) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("Open a folder first: what is learned is written into its .rulehound."),
    );
    return undefined;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Name of the overlay in .rulehound"),
    value:
      nameOf(sample)
        .replace(/\..*$/, "")
        .replace(/[^\w-]+/g, "-") || "learned",
    validateInput: (text) => (/^[\w-]+$/.test(text) ? undefined : vscode.l10n.t("Use letters, digits, _ and - only.")),
  });
  return name === undefined ? undefined : vscode.Uri.joinPath(folder, ".rulehound", `${name}.yaml`);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** The text of a file; undefined when there is none. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
