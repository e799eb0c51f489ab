import * as vscode from "vscode";

/** Milliseconds without a further change until a change is told: a log that is being written changes often. */
const QUIET_MS = 400;

/** Tells when samples of a run change on disk: files, what is in folders, and what fits a pattern. */
export class SampleWatch implements vscode.Disposable {
  readonly #changed: (sample: vscode.Uri) => void;
  #watchers: readonly vscode.FileSystemWatcher[] = [];
  #watched = "";
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** Time and size of files when their last change was told: a change comes by several ways. */
  readonly #told = new Map<string, string>();

  /** `changed` is told the file, which may be one in a folder that was named as sample. */
  constructor(changed: (sample: vscode.Uri) => void) {
    this.#changed = changed;
  }

  /** Watches these samples in place of those before. */
  async watch(samples: readonly vscode.Uri[]): Promise<void> {
    const names = samples.map(String).join("\n");
    if (names === this.#watched) return;
    this.dispose();
    this.#watched = names;
    const patterns = await Promise.all(samples.filter(({ scheme }) => scheme === "file").map(patternOf));
    if (names !== this.#watched) return; // Another run began meanwhile.
    this.#watchers = patterns.map((pattern) => {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      for (const on of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) on((uri) => this.#soon(uri));
      return watcher;
    });
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#watchers = [];
    this.#waiting.clear();
    this.#told.clear();
    this.#watched = "";
  }

  /** An editor has read this sample again: that change need not be told any more. */
  async seen(uri: vscode.Uri): Promise<void> {
    this.#told.set(uri.toString(), await stateOf(uri));
  }

  #soon(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      void this.#tell(uri);
    }, QUIET_MS);
    this.#waiting.set(key, timer);
  }

  async #tell(uri: vscode.Uri): Promise<void> {
    const names = this.#watched;
    const state = await stateOf(uri);
    if (names !== this.#watched || this.#told.get(uri.toString()) === state) return;
    this.#told.set(uri.toString(), state);
    this.#changed(uri);
  }
}

async function stateOf(uri: vscode.Uri): Promise<string> {
  return vscode.workspace.fs.stat(uri).then(
    ({ mtime, size }) => `${mtime}/${size}`,
    () => "gone",
  );
}

/** What to watch for a sample: the file, all below a folder, or the pattern itself below the folder that it begins with. */
async function patternOf(sample: vscode.Uri): Promise<vscode.RelativePattern> {
  const isFolder = await vscode.workspace.fs.stat(sample).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
  if (isFolder) return new vscode.RelativePattern(sample, "**");
  const parts = sample.path.split("/");
  const glob = parts.findIndex((part) => /[*?]/.test(part));
  const cut = glob < 0 ? parts.length - 1 : glob;
  const base = sample.with({ path: parts.slice(0, cut).join("/") || "/" });
  const rest = parts.slice(cut).join("/");
  // Brackets and braces are ordinary characters in the name of a sample.
  return new vscode.RelativePattern(base, rest.replace(/[[\]{}]/g, "[$&]"));
}
