import * as vscode from "vscode";

/** Milliseconds without a keystroke until an analytic runs again. */
const IDLE_MS = 150;
/** Samples that together are larger are not run again by themselves. */
const LARGEST_BYTES = 50 * 1024 * 1024;

/** Runs the last analytic again when its rule was edited: in a trusted workspace, when the setting says so, on samples that are not too large. */
export class LiveRuns implements vscode.Disposable {
  readonly #run: () => Promise<void>;
  #small = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  /** Looks at the samples of a run that the user has started. */
  async watch(samples: readonly vscode.Uri[]): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const sizes = await Promise.all(samples.map(async (sample) => (await vscode.workspace.fs.stat(sample)).size));
      this.#small = sizes.reduce((sum, size) => sum + size, 0) <= LARGEST_BYTES;
    } catch {
      this.#small = false; // A sample that is not there: the run says so.
    }
  }

  /** The rule was edited. */
  changed(): void {
    clearTimeout(this.#timer);
    if (!this.#mayRun()) return;
    this.#timer = setTimeout(() => {
      if (this.#mayRun()) void this.#run();
    }, IDLE_MS);
  }

  #mayRun(): boolean {
    const wanted = vscode.workspace.getConfiguration("rulehound").get("run.live", true);
    return wanted && this.#small && vscode.workspace.isTrusted;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
