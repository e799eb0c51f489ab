import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  ANALYTICS_REQUEST,
  type AnalyticsResult,
  SAMPLES_REQUEST,
  type SamplesResult,
} from "../../../server/src/protocol/requests.ts";
import type { SequenceView } from "../run/sequence-view.ts";
import { pickSamples } from "../samples/pick-sample.ts";

const CAPTURE = /\.(?:pcap|pcapng|cap)(?:\.gz)?$/i;

/**
 * `Rulehound: Find Sequence…`: which calls of captures started which processes of host logs. On the samples that the analytic of
 * a lens names, or the one under the cursor, when a capture and another log are among them; else on those that the user picks.
 */
export async function findSequence(
  client: BaseLanguageClient,
  view: SequenceView,
  uri: string | undefined,
  analytic: string | undefined,
): Promise<void> {
  const rule = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
  try {
    const named = rule === undefined ? [] : await namedBy(client, rule, analytic);
    const captures = named.filter(({ path }) => CAPTURE.test(path));
    const enough = captures.length > 0 && captures.length < named.length;
    const samples = enough ? named : await pickSamples(rule, named);
    if (samples !== undefined && samples.length > 0) await view.find(samples);
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("Rulehound: {0}", error instanceof Error ? error.message : String(error)),
    );
  }
}

/** The samples of an analytic, of the one under the cursor when none is given, or none. */
async function namedBy(
  client: BaseLanguageClient,
  rule: vscode.Uri,
  analytic: string | undefined,
): Promise<readonly vscode.Uri[]> {
  const id = analytic ?? (await analyticHere(client, rule));
  if (id === undefined) return [];
  const { samples } = await client.sendRequest<SamplesResult>(SAMPLES_REQUEST, { uri: rule.toString(), analytic: id });
  return samples.map((path) => vscode.Uri.file(path));
}

async function analyticHere(client: BaseLanguageClient, rule: vscode.Uri): Promise<string | undefined> {
  const { analytics } = await client.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri: rule.toString() });
  const line = vscode.window.activeTextEditor?.selection.active.line ?? 0;
  const here = analytics.find(({ range }) => range.start.line <= line && line <= range.end.line);
  return (here ?? (analytics.length === 1 ? analytics[0] : undefined))?.id;
}
