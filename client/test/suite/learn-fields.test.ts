import assert from "node:assert/strict";
import * as vscode from "vscode";

const SAMPLE = `{"sourcetype":"acme:door","BadgeColour":"red","host":"a"}\n`;

describe("an author teaches Rulehound the fields of a sample", () => {
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail("no folder is open");
  const sample = () => vscode.Uri.joinPath(folder(), "doors.jsonl");
  const overlay = () => vscode.Uri.joinPath(folder(), ".rulehound", "doors.yaml");
  const textOf = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

  before(() => vscode.workspace.fs.writeFile(sample(), new TextEncoder().encode(SAMPLE)));
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(sample());
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), ".rulehound"), { recursive: true });
  });

  it("writes a new overlay and opens it", async () => {
    await vscode.commands.executeCommand("rulehound.learnFields", sample(), overlay());
    assert.match(await textOf(overlay()), /BadgeColour/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), overlay().toString());
  });

  it("leaves an overlay alone that is there, until the user agrees", async () => {
    const before = `${await textOf(overlay())}# mine\n`;
    await vscode.workspace.fs.writeFile(overlay(), new TextEncoder().encode(before));
    await vscode.workspace.fs.writeFile(
      sample(),
      new TextEncoder().encode(SAMPLE.replace("BadgeColour", "DoorNumber")),
    );
    const asked = vscode.commands.executeCommand("rulehound.learnFields", sample(), overlay());
    const until = Date.now() + 20_000;
    while (vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff === false) {
      assert.ok(Date.now() < until, "no preview was shown");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(await textOf(overlay()), before);
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const shown = (await vscode.workspace.openTextDocument(input.modified)).getText();
    assert.match(shown, /BadgeColour/);
    assert.match(shown, /DoorNumber/);
    await vscode.commands.executeCommand("notifications.clearAll");
    await asked;
    assert.equal(await textOf(overlay()), before);
  });
});
