import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { closeEditors, eventually, extension, open } from "../support/extension.ts";

describe("activation", () => {
  it("runs the extension that this run is about", () => {
    const development = process.env.RULEHOUND_TEST_ROOT;
    assert.ok(development, "the runner names the checkout");
    const isCheckout = path.relative(development, extension().extensionPath) === "";
    assert.equal(isCheckout, process.env.RULEHOUND_TEST_VARIANT === "development", extension().extensionPath);
  });

  it("activates without an error", async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it("registers every command that the manifest announces", async () => {
    await extension().activate();
    const announced: { command: string }[] = extension().packageJSON.contributes?.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      announced.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  it("finds the same in a rule after a restart of the server", async () => {
    await extension().activate();
    const { document } = await open("like.spl");
    const found = (): readonly string[] =>
      vscode.languages.getDiagnostics(document.uri).map(({ message, range }) => `${range.start.character} ${message}`);
    const before = await eventually("the first diagnostics", () => (found().length > 0 ? found() : undefined));
    await vscode.commands.executeCommand("rulehound.restartServer");
    const after = await eventually("the diagnostics again", () =>
      found().length === before.length ? found() : undefined,
    );
    assert.deepEqual(after, before);
    await closeEditors();
  });
});
