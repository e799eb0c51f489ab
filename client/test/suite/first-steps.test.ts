import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { api, closeEditors, extension, repairsIn } from "../support/extension.ts";

interface Step {
  readonly id: string;
  readonly description: string;
  readonly completionEvents: readonly string[];
  readonly media: { readonly image: Readonly<Record<string, string>> };
}

/** Does what a click on the button of a step does. */
function press(step: Step): Thenable<unknown> {
  const [, command, args] = /\(command:([\w.]+)(?:\?([^)]*))?\)/.exec(step.description) ?? [];
  assert.ok(command, `the step ${step.id} has a button`);
  assert.ok(step.completionEvents.includes(`onCommand:${command}`), `the button of ${step.id} completes it`);
  const given: unknown[] = args === undefined ? [] : JSON.parse(decodeURIComponent(args));
  return vscode.commands.executeCommand(command, ...given);
}

function shown(name: string): vscode.TextDocument {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith(name));
  assert.ok(editor, `${name} is on the screen`);
  return editor.document;
}

describe("a new user follows the walkthrough", () => {
  afterEach(closeEditors);

  it("from the shipped samples to a highlighted match, a repaired search and passed tests", async () => {
    const { highlights, result, whyNot } = await api();
    const { extensionPath, packageJSON } = extension();
    const [walkthrough] = packageJSON.contributes.walkthroughs as { id: string; steps: Step[] }[];
    assert.ok(walkthrough);
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", `rulehound.rulehound#${walkthrough.id}`);
    const [open, run, ask, repair, test, begin, ...others] = walkthrough.steps;
    assert.ok(open && run && ask && repair && test && begin);
    assert.deepEqual(others, []);
    for (const { media } of walkthrough.steps)
      for (const image of Object.values(media.image)) assert.ok(existsSync(path.join(extensionPath, image)), image);

    await press(open);
    const rule = shown("/first-steps/rule.yml");
    assert.ok(!rule.uri.fsPath.startsWith(extensionPath + path.sep), "what is edited is a copy");

    await press(run);
    const log = shown("/first-steps/events.jsonl");
    shown("/first-steps/rule.yml");
    const marks = highlights(log.uri);
    assert.deepEqual(
      marks.filter(({ kind }) => kind === "event").map(({ range }) => range.start.line),
      [6, 8],
    );
    assert.ok(marks.some(({ kind, text }) => kind === "clause" && /process call create/i.test(text)));

    await press(ask);
    assert.equal(result()?.rows, 0);
    assert.equal(repairsIn(whyNot()).length, 1);

    await press(repair);
    assert.equal(result()?.rows, 2);
    assert.match(rule.getText(), /like\(ParentImage, "%WINWORD\.EXE"\)/);
    assert.ok(highlights(log.uri).some(({ text }) => text.includes("WINWORD")));

    const tests = (await press(test)) as readonly { readonly status: string }[];
    assert.deepEqual(
      tests.map(({ status }) => status),
      ["passed", "passed"],
    );

    // An edited copy is left as it is; the next one is as shipped.
    await press(open);
    const again = shown("-2/first-steps/rule.yml");
    assert.match(again.getText(), /like\(ParentImage, "\*WINWORD\.EXE"\)/);

    const asked = press(begin);
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    await asked;
  });
});
