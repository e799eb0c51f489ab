import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  ANALYTICS_REQUEST,
  type AnalyticsResult,
  SAMPLES_REQUEST,
  type SamplesResult,
} from "../../../server/src/protocol/requests.ts";
import type { RunSession } from "../run/session.ts";
import { pickSample } from "../samples/pick-sample.ts";

/**
 * `Rulehound: Run Rule on Sample…`: runs the analytic of a lens, or the one under the cursor, on the samples that the rule
 * names, else on the one chosen last, else on one that the user picks. `choose` asks in any case.
 */
export async function runOnSample(
  client: BaseLanguageClient,
  session: RunSession,
  uri: string | undefined,
  analytic: string | undefined,
  choose = false,
): Promise<void> {
  const rule = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
  if (rule === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open a rule file first: then this command runs one of its analytics on a log."),
    );
    return;
  }
  const id = analytic ?? (await pickAnalytic(client, rule));
  if (id === undefined) return;
  const named = await client.sendRequest<SamplesResult>(SAMPLES_REQUEST, { uri: rule.toString(), analytic: id });
  let samples = choose ? [] : named.samples.map((path) => vscode.Uri.file(path));
  if (samples.length === 0 && !choose) samples = [...session.chosen.of(rule)];
  if (samples.length === 0) {
    const picked = await pickSample(rule);
    if (picked === undefined) return;
    samples = [...picked];
    await session.chosen.choose(rule, samples);
  }
  const refused = choose ? [] : named.refused;
  if (refused.length > 0)
    void vscode.window.showWarningMessage(vscode.l10n.t("{0}: {1}", named.name, refused.join(" ")));
  await session.run(rule, id, samples, refused);
}

async function pickAnalytic(client: BaseLanguageClient, rule: vscode.Uri): Promise<string | undefined> {
  const { analytics } = await client.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri: rule.toString() });
  if (analytics.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Rulehound finds no analytic in this file."));
    return undefined;
  }
  const cursor = vscode.window.activeTextEditor?.selection.active;
  if (cursor !== undefined && vscode.window.activeTextEditor?.document.uri.toString() === rule.toString()) {
    const here = analytics.find(({ range }) => range.start.line <= cursor.line && cursor.line <= range.end.line);
    if (here !== undefined) return here.id;
  }
  if (analytics.length === 1) return analytics[0]?.id;
  const picked = await vscode.window.showQuickPick(
    analytics.map(({ id, name, range }) => ({
      label: name,
      description: vscode.l10n.t("line {0}", range.start.line + 1),
      id,
    })),
    { title: vscode.l10n.t("Run which analytic?") },
  );
  return picked?.id;
}
