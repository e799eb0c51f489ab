import assert from "node:assert/strict";
import * as vscode from "vscode";
import { analyticOf, api, closeEditors, eventually, inFolder } from "../support/extension.ts";

/** IWbemServices as a little-endian sender writes it. */
const WMI = "99dc56958c82cf11a37e00aa003240c7";
const NDR = "045d888aeb1cc9119fe808002b104860";
const BIND = `05000b03100000004800000001000000b810b810000000000100000007000100${WMI}00000000${NDR}02000000`;
const RULE = `title: Small
signatures:
  wmi:
    uuid: 9556dc99-828c-11cf-a37e-00aa003240c7
  header:
    bytes: '05 00 0b'
condition: wmi and header
`;

/** One TCP segment in a classic capture of raw IP packets. */
function capture(payload: Buffer): Buffer {
  const tcp = Buffer.from("c350c00000000064000000005018ffff00000000", "hex");
  const ip = Buffer.from("4500000000010000400600000a0000010a000002", "hex");
  ip.writeUInt16BE(40 + payload.length, 2);
  const packet = Buffer.concat([ip, tcp, payload]);
  const file = Buffer.from("d4c3b2a1020004000000000000000000ffff000065000000", "hex");
  const record = Buffer.alloc(16);
  record.writeUInt32LE(1_700_000_000, 0);
  record.writeUInt32LE(packet.length, 8);
  record.writeUInt32LE(packet.length, 12);
  return Buffer.concat([file, record, packet]);
}

describe("a network capture", () => {
  const files: vscode.Uri[] = [];
  afterEach(async () => {
    await closeEditors();
    for (const file of files.splice(0)) await vscode.workspace.fs.delete(file);
  });

  async function write(name: string, bytes: Uint8Array): Promise<vscode.Uri> {
    const file = inFolder(name);
    await vscode.workspace.fs.writeFile(file, bytes);
    files.push(file);
    return file;
  }

  it("opens as a timeline, leads to bytes with matches, and gives signatures of selected bytes", async () => {
    const { run, highlights } = await api();
    const pcap = await write("small.pcap", capture(Buffer.from(BIND, "hex")));
    const rule = await vscode.workspace.openTextDocument(await write("small.yml", Buffer.from(RULE)));
    await vscode.window.showTextDocument(rule);
    const analytic = await analyticOf(rule.uri);
    assert.equal((await run(rule.uri, analytic, [pcap]))?.rows, 1);

    await vscode.commands.executeCommand("rulehound.openCapture", pcap);
    const timeline = await eventually("the timeline", () => editorOf("timeline"));
    const line = timeline.document
      .getText()
      .split("\n")
      .findIndex((text) => / bind +IWbemServices/.test(text));
    assert.ok(line >= 0, timeline.document.getText());
    await eventually("the events lit up", () => highlights(timeline.document.uri).some(({ kind }) => kind === "event"));

    timeline.selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand("rulehound.openEventBytes");
    const bytes = await eventually("the bytes", () => editorOf("connection=tcp-0"));
    assert.match(bytes.document.lineAt(1).text, /^00000000 {2}05 00 0b 03 .*\|\.\.\.\.\.\.\.\.H/);
    const texts = await eventually("the bytes lit up", () => {
      const painted = highlights(bytes.document.uri).map(({ text }) => text);
      return painted.length > 0 && painted;
    });
    assert.ok(texts.includes("05 00 0b"), texts.join(" | "));
    assert.ok(texts.includes("99 dc 56 95 8c 82 cf 11  a3 7e 00 aa 00 32 40 c7"), texts.join(" | "));
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      "vscode.executeInlayHintProvider",
      bytes.document.uri,
      new vscode.Range(0, 0, bytes.document.lineCount, 0),
    );
    assert.ok(hints.some(({ label }) => label === "IWbemServices 0.0"));

    bytes.selection = new vscode.Selection(3, 10, 3, 58);
    await vscode.commands.executeCommand("rulehound.makeSignature");
    assert.match(await vscode.env.clipboard.readText(), /^uuid: 9556dc99-828c-11cf-a37e-00aa003240c7 # 99 dc/);
    bytes.selection = new vscode.Selection(1, 10, 1, 18);
    await vscode.commands.executeCommand("rulehound.makeSignature");
    assert.equal(await vscode.env.clipboard.readText(), "bytes: '05 00 0b'");
  });
});

function editorOf(view: string): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  return active?.document.uri.scheme === "rulehound-capture" && active.document.uri.query === view ? active : undefined;
}
