import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import {
  type QuestionParams,
  RUN_PROGRESS,
  RUN_REQUEST,
  type RunParams,
  type RunProgress,
  type RunResult,
} from "../../../server/src/protocol/requests.ts";
import type { Highlighter } from "../highlight/decorate.ts";
import type { StatusItem } from "../status.ts";
import { followChanges } from "./changes.ts";
import { ChosenSamples } from "./chosen-samples.ts";
import { LiveRuns } from "./live.ts";
import { openLog } from "./open-log.ts";
import type { ResultsView } from "./results-view.ts";
import { SameAnalytic } from "./same-analytic.ts";
import { SampleWatch } from "./sample-watch.ts";

/** One run at a time: starts it, follows it, shows its result, and drops it when the rule or a sample changes. */
export class RunSession implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  /** The samples that the user chose last for a rule. */
  readonly chosen: ChosenSamples;
  readonly #highlighter: Highlighter;
  readonly #results: ResultsView;
  readonly #status: StatusItem;
  readonly #subscriptions: vscode.Disposable[];
  #cancel: vscode.CancellationTokenSource | undefined;
  #run = 0;
  #last: QuestionParams | undefined;
  /** The rule as it has run. */
  #text: string | undefined;
  #refused: readonly string[] = [];
  readonly #same: SameAnalytic;
  readonly #live = new LiveRuns(() => this.#runAgain());
  readonly #samples = new SampleWatch((sample) => this.#sampleChanged(sample));
  readonly #reads = new vscode.EventEmitter<vscode.Uri>();
  /** A sample of the last run has changed on disk. */
  readonly onSampleChanged = this.#reads.event;

  constructor(
    client: BaseLanguageClient,
    memory: vscode.Memento,
    highlighter: Highlighter,
    results: ResultsView,
    status: StatusItem,
  ) {
    this.#client = client;
    this.#same = new SameAnalytic(client);
    this.chosen = new ChosenSamples(memory);
    this.#highlighter = highlighter;
    this.#results = results;
    this.#status = status;
    this.#subscriptions = [
      client.onNotification(RUN_PROGRESS, (progress: RunProgress) => {
        if (progress.run === String(this.#run) && this.#cancel !== undefined) this.#status.progress(progress);
      }),
      ...followChanges(
        () => ({
          rule: this.#last?.uri,
          text: this.#text,
          concerns: (document) => highlighter.concerns(document),
        }),
        {
          edited: (isRule, drops) => {
            if (drops) this.forget();
            if (isRule) this.#live.changed();
          },
          readAgain: (sample) => {
            void this.#samples.seen(sample);
            this.#sampleChanged(sample);
          },
          renamed: (nameOf) => this.#renamed(nameOf),
        },
      ),
      // A server that was started anew knows of no run: its lens and the rows behind the stages come back with the next one.
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running || this.#last === undefined) return;
        // Running begins before the server is told of the open documents.
        client.start().then(
          () => this.#live.changed(),
          () => undefined, // The client itself says that the server does not start.
        );
      }),
    ];
  }

  /** What the last run was about. */
  get last(): QuestionParams | undefined {
    return this.#last;
  }

  /**
   * Runs an analytic and shows the result; undefined when it was cancelled. A run under way is cancelled first. `refused`: why
   * samples that the rule names are not among the given ones, shown with the result.
   */
  async run(
    rule: vscode.Uri,
    analytic: string,
    samples: readonly vscode.Uri[],
    refused: readonly string[] = [],
  ): Promise<RunResult | undefined> {
    this.#refused = refused;
    await Promise.all([this.#live.watch(samples), this.#samples.watch(samples)]);
    return this.#start(rule, analytic, samples, false);
  }

  /** The last run once more, after an edit of its rule. */
  async #runAgain(): Promise<void> {
    const last = this.#last;
    if (last === undefined) return;
    const rule = vscode.Uri.parse(last.uri);
    const analytic = await this.#openedAnalytic(rule, last.analytic);
    // A run that was started meanwhile is the one that is wanted.
    if (analytic !== undefined && this.#last === last) await this.#start(rule, analytic, this.#samplesOfLast(), true);
  }

  /** The analytic as it is called now, with its rule open: the server knows open rules only. Undefined when either is gone. */
  async #openedAnalytic(rule: vscode.Uri, analytic: string): Promise<string | undefined> {
    try {
      await vscode.workspace.openTextDocument(rule);
      return await this.#same.find(rule, analytic);
    } catch {
      return undefined; // The results say already that they are old.
    }
  }

  /** What is shown is of the sample as it was: it is dropped, and found again where runs are live. */
  #sampleChanged(sample: vscode.Uri): void {
    this.#reads.fire(sample);
    this.forget();
    // The sample may be too large now to be run by itself.
    void this.#live.watch(this.#samplesOfLast()).then(() => this.#live.changed());
  }

  /** Files or folders have new names: the last run is about the same rule and samples as before. */
  #renamed(nameOf: (uri: string) => string): void {
    void this.chosen.rename(nameOf);
    if (this.#last === undefined) return;
    const { uri, analytic, samples } = this.#last;
    const moved = { uri: nameOf(uri), analytic, samples: samples.map(nameOf) };
    if (JSON.stringify(moved) === JSON.stringify(this.#last)) return;
    this.#last = moved;
    this.forget();
    const sampleUris = this.#samplesOfLast();
    void Promise.all([this.#live.watch(sampleUris), this.#samples.watch(sampleUris)]).then(() => this.#live.changed());
  }

  #samplesOfLast(): readonly vscode.Uri[] {
    return (this.#last?.samples ?? []).map((sample) => vscode.Uri.parse(sample));
  }

  async #start(
    rule: vscode.Uri,
    analytic: string,
    samples: readonly vscode.Uri[],
    quiet: boolean,
  ): Promise<RunResult | undefined> {
    this.cancel();
    const cancel = new vscode.CancellationTokenSource();
    this.#cancel = cancel;
    this.#run += 1;
    const params: RunParams = {
      uri: rule.toString(),
      analytic,
      samples: samples.map((sample) => sample.toString()),
      run: String(this.#run),
    };
    this.#last = { uri: params.uri, analytic, samples: params.samples };
    void vscode.commands.executeCommand("setContext", "rulehound.hasRun", true);
    void vscode.commands.executeCommand("setContext", "rulehound.isRunning", true);
    this.#status.running(analytic);
    try {
      const document = await vscode.workspace.openTextDocument(rule); // The server knows open rules only.
      if (this.#cancel !== cancel) return undefined;
      this.#text = document.getText();
      await this.#same.remember(rule, analytic);
      const result = await this.#client.sendRequest<RunResult>(RUN_REQUEST, params, cancel.token);
      if (this.#cancel !== cancel) return undefined;
      this.#cancel = undefined;
      await this.#show(result, quiet);
      return result;
    } catch (error) {
      if (this.#cancel === cancel) {
        this.#cancel = undefined;
        this.#status.idle();
      }
      if (cancel.token.isCancellationRequested || quiet) return undefined;
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          "Rulehound could not run the analytic: {0}",
          error instanceof Error ? error.message : String(error),
        ),
      );
      return undefined;
    } finally {
      void vscode.commands.executeCommand("setContext", "rulehound.isRunning", this.#cancel !== undefined);
      cancel.dispose();
    }
  }

  /** Ends the run under way, if there is one. */
  cancel(): void {
    this.#cancel?.cancel();
    this.#cancel = undefined;
    this.#status.idle();
  }

  /** Drops the result that is shown. */
  forget(): void {
    this.#highlighter.clear();
    this.#results.markStale();
    this.#status.idle();
  }

  dispose(): void {
    this.cancel();
    this.#live.dispose();
    this.#samples.dispose();
    this.#reads.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #show(result: RunResult, quiet: boolean): Promise<void> {
    const rule = vscode.workspace.textDocuments.find(
      (open) => open.uri.toString() === vscode.Uri.parse(result.uri).toString(),
    );
    this.#status.done(result);
    this.#results.show(result, this.#refused);
    if (rule !== undefined && rule.version !== result.version) {
      this.#results.markStale();
      return;
    }
    this.#highlighter.show(result);
    if (quiet) return;
    await openLog(result);
    const refused = result.problems.find((problem) => problem.severity === "error");
    if (result.status !== "done" && refused !== undefined) {
      void vscode.window.showErrorMessage(vscode.l10n.t("{0} cannot be run here: {1}", result.name, refused.message));
    }
  }
}
