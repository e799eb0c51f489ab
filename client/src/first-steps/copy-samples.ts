import * as vscode from "vscode";

/**
 * Copies the shipped rules and logs and gives the folder of the copy. They are not opened where they are installed: an author is
 * to edit them, and what is edited there is lost with the next version. Without `into` the copy goes into the storage of the
 * extension, and one that is still as it was shipped is used again; an edited one is never overwritten.
 */
export async function copySamples(context: vscode.ExtensionContext, into?: vscode.Uri): Promise<vscode.Uri> {
  const shipped = vscode.Uri.joinPath(context.extensionUri, "samples");
  const parent = into ?? context.globalStorageUri;
  await vscode.workspace.fs.createDirectory(parent);
  for (let number = 1; number <= 1000; number++) {
    const copy = vscode.Uri.joinPath(parent, `rulehound-samples${number === 1 ? "" : `-${number}`}`);
    if (!(await isThere(copy))) {
      await vscode.workspace.fs.copy(shipped, copy, { overwrite: false });
      return copy;
    }
    if (into === undefined && (await isUntouched(shipped, copy))) return copy;
  }
  throw new Error(vscode.l10n.t("{0} already holds a thousand copies of the samples.", parent.fsPath));
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Whether a copy still has every shipped file as it was shipped, on disk and in the editor. */
async function isUntouched(shipped: vscode.Uri, copy: vscode.Uri): Promise<boolean> {
  for (const [name, type] of await vscode.workspace.fs.readDirectory(shipped)) {
    const [from, to] = [vscode.Uri.joinPath(shipped, name), vscode.Uri.joinPath(copy, name)];
    if (!(await isThere(to))) return false;
    if (type === vscode.FileType.Directory) {
      if (!(await isUntouched(from, to))) return false;
      continue;
    }
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === to.toString());
    if (open?.isDirty === true) return false;
    const [before, now] = await Promise.all([vscode.workspace.fs.readFile(from), vscode.workspace.fs.readFile(to)]);
    if (Buffer.compare(before, now) !== 0) return false;
  }
  return true;
}
