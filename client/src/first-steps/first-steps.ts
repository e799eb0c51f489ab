import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { ANALYTICS_REQUEST, type AnalyticsResult, type RunTestResult } from "../../../server/src/protocol/requests.ts";
import { applyRepair, whyNot } from "../commands/why-not.ts";
import type { RunSession } from "../run/session.ts";
import type { RuleTests } from "../run/testing.ts";
import type { WhyNotItem, WhyNotView } from "../run/why-not-view.ts";
import { copySamples } from "./copy-samples.ts";

/** The search of the sample that finds what it looks for, and the one that needs the repair. */
const SOUND = "Commands started on another computer";
const BROKEN = "Shells started by Word";
/** An event that the second search should find. */
const MISSED = /"Image":"[^"]*cmd\.exe".*"ParentImage":"[^"]*WINWORD\.EXE"/;

/** The buttons of the walkthrough: each does what its step tells, on a copy of the shipped rule, and opens that first where need be. */
export class FirstSteps {
  readonly #context: vscode.ExtensionContext;
  readonly #client: BaseLanguageClient;
  readonly #session: RunSession;
  readonly #why: WhyNotView;
  readonly #tests: RuleTests;
  #folder: vscode.Uri | undefined;

  constructor(
    context: vscode.ExtensionContext,
    client: BaseLanguageClient,
    session: RunSession,
    why: WhyNotView,
    tests: RuleTests,
  ) {
    this.#context = context;
    this.#client = client;
    this.#session = session;
    this.#why = why;
    this.#tests = tests;
  }

  /** `Rulehound: Open Sample Rules…`: a copy of the shipped rules and logs, in a folder that the user picks, or in a fresh one. */
  async openSamples(where?: "fresh"): Promise<void> {
    const folder = where === "fresh" ? await copySamples(this.#context) : await this.#chosenCopy();
    if (folder === undefined) return;
    this.#folder = folder;
    await this.#showRule(SOUND);
    void offerFolder(folder);
  }

  /** Runs the sound search: its log opens with the matches lit up. */
  async run(): Promise<void> {
    await this.#run(SOUND);
  }

  /** Runs the search that finds nothing and asks about an event that it should find. */
  async whyNot(): Promise<void> {
    const rule = await this.#run(BROKEN);
    const log = await vscode.workspace.openTextDocument(this.#log(rule));
    const line = log
      .getText()
      .split("\n")
      .findIndex((text) => MISSED.test(text));
    const editor = await vscode.window.showTextDocument(log, columnOf(log.uri));
    const at = new vscode.Position(Math.max(0, line), 0);
    editor.selection = new vscode.Selection(at, at);
    await whyNot(this.#client, this.#session, this.#why);
  }

  /** Applies the repair that the answer offers, and runs the search again. */
  async repair(): Promise<void> {
    await this.whyNot(); // An answer of before may be about another rule, or another text of this one.
    const item = repairIn(this.#why.items);
    if (item === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("There is nothing to repair: the search finds the event already."),
      );
      return;
    }
    await applyRepair(item);
    await this.#run(BROKEN);
  }

  /** Runs the tests of the rule and shows them. */
  async test(): Promise<readonly RunTestResult[]> {
    const rule = await this.#showRule(SOUND);
    await vscode.commands.executeCommand("workbench.view.testing.focus");
    return this.#tests.runFile(rule.uri);
  }

  async #chosenCopy(): Promise<vscode.Uri | undefined> {
    const fresh = {
      label: vscode.l10n.t("Into a fresh folder"),
      description: vscode.l10n.t("in the storage of Rulehound"),
    };
    const chosen = {
      label: vscode.l10n.t("Into a folder that I choose…"),
      description: vscode.l10n.t("a folder rulehound-samples in it"),
    };
    const title = vscode.l10n.t("Where shall the samples be copied to?");
    const picked = await vscode.window.showQuickPick([fresh, chosen], { title });
    if (picked === undefined) return undefined;
    if (picked === fresh) return copySamples(this.#context);
    const into = await vscode.window.showOpenDialog({ title, canSelectFiles: false, canSelectFolders: true });
    return into?.[0] === undefined ? undefined : copySamples(this.#context, into[0]);
  }

  async #run(analytic: string): Promise<vscode.TextDocument> {
    const rule = await this.#showRule(analytic);
    const id = (await this.#analytics(rule.uri)).find(({ name }) => name === analytic)?.id;
    if (id === undefined)
      throw new Error(vscode.l10n.t('The sample rule has no search "{0}" any more; open the samples again.', analytic));
    await showBelow(this.#log(rule));
    await this.#session.run(rule.uri, id, [this.#log(rule)]);
    return rule;
  }

  /** The rule in an editor of its own beside the walkthrough, with the cursor at one of its searches. */
  async #showRule(analytic: string): Promise<vscode.TextDocument> {
    this.#folder ??= await copySamples(this.#context);
    const uri = vscode.Uri.joinPath(this.#folder, "first-steps", "rule.yml");
    const document = await vscode.workspace.openTextDocument(uri);
    const column =
      columnOf(uri) ?? (vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Beside : undefined);
    const editor = await vscode.window.showTextDocument(document, column);
    const place = (await this.#analytics(uri)).find(({ name }) => name === analytic)?.range;
    const at = new vscode.Position(place?.start.line ?? 0, 0);
    editor.selection = new vscode.Selection(at, at);
    reveal(editor);
    return document;
  }

  async #analytics(uri: vscode.Uri): Promise<AnalyticsResult["analytics"]> {
    return (await this.#client.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri: uri.toString() })).analytics;
  }

  #log(rule: vscode.TextDocument): vscode.Uri {
    return vscode.Uri.joinPath(rule.uri, "..", "events.jsonl");
  }
}

/** Where a document is open; undefined when it is not. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const open = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
  return open?.viewColumn;
}

/** Shows a log below the rule, so that walkthrough, rule and log are on the screen together; the rule keeps the cursor. */
async function showBelow(log: vscode.Uri): Promise<void> {
  const column = columnOf(log);
  const rule = vscode.window.activeTextEditor;
  if (column === undefined) await vscode.commands.executeCommand("workbench.action.newGroupBelow");
  await vscode.window.showTextDocument(log, { ...(column === undefined ? {} : { viewColumn: column }) });
  if (rule !== undefined) reveal(await vscode.window.showTextDocument(rule.document, rule.viewColumn));
}

/** Shows the line above the cursor, the name of the search, at the top. */
function reveal(editor: vscode.TextEditor): void {
  const at = new vscode.Position(Math.max(0, editor.selection.active.line - 2), 0);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
}

function repairIn(items: readonly WhyNotItem[]): WhyNotItem | undefined {
  for (const item of items) {
    const found = item.repair === undefined ? repairIn(item.children) : item;
    if (found !== undefined) return found;
  }
  return undefined;
}

async function offerFolder(folder: vscode.Uri): Promise<void> {
  const open = await vscode.window.showInformationMessage(
    vscode.l10n.t("The samples are in {0}.", folder.fsPath),
    vscode.l10n.t("Open Folder"),
  );
  if (open !== undefined) await vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: true });
}
