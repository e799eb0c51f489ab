import assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, closeEditors, extension } from "../support/extension.ts";

const ANALYTIC = "sequence-a-call-then-a-child-of-the-provider-host";

describe("sequences", () => {
  after(closeEditors);

  it("are found from a rule's lens, drawn, and lead to bytes and lines", async () => {
    const { sequences, openSequencePlace } = await api();
    const rule = vscode.Uri.joinPath(extension().extensionUri, "samples/wmi-network/rule.yml");
    await vscode.window.showTextDocument(rule);
    await vscode.commands.executeCommand("rulehound.findSequence", rule.toString(), ANALYTIC);
    const page = sequences();
    assert.ok(page);
    const tied = [...page.html.matchAll(/class="confidence (\w+)"/g)].map(([, word]) => word);
    assert.deepEqual(tied, ["exact", "exact", "bracketed", "window", "ambiguous", "ambiguous"]);
    assert.equal([...page.html.matchAll(/<svg role="img" aria-label="At /g)].length, 6);
    assert.match(page.html, /the answer names process 6020/);

    const call = page.places.findIndex(({ uri, capture }) => capture && uri.endsWith("/exec.pcap"));
    await openSequencePlace(call);
    const bytes = vscode.window.activeTextEditor;
    assert.equal(bytes?.document.uri.scheme, "rulehound-capture");
    assert.match(bytes?.document.lineAt(bytes.selection.active.line).text ?? "", /request/);

    const child = page.places.findIndex(({ uri }) => uri.endsWith("/hosts.xml"));
    await openSequencePlace(child);
    const line = vscode.window.activeTextEditor;
    assert.ok(line);
    assert.ok(line.document.uri.path.endsWith("/hosts.xml"));
    assert.match(line.document.getText(line.selection), /^<Event .*<\/Event>$/);
  });
});
