import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEditors, eventually, inFolder } from "../support/extension.ts";

const SAMPLE = `{"sourcetype":"acme:door","BadgeColour":"red","host":"a"}\n`;

describe("an author teaches Rulehound the fields of a sample", () => {
  const sample = () => inFolder("doors.jsonl");
  const overlay = () => inFolder(".rulehound", "doors.yaml");
  const textOf = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

  before(() => vscode.workspace.fs.writeFile(sample(), new TextEncoder().encode(SAMPLE)));
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(sample());
    await vscode.workspace.fs.delete(inFolder(".rulehound"), { recursive: true });
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
    const input = await eventually("the preview", () => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    });
    assert.equal(await textOf(overlay()), before);
    const shown = (await vscode.workspace.openTextDocument(input.modified)).getText();
    assert.match(shown, /BadgeColour/);
    assert.match(shown, /DoorNumber/);
    await vscode.commands.executeCommand("notifications.clearAll");
    await asked;
    assert.equal(await textOf(overlay()), before);
  });
});
