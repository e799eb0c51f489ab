import * as vscode from "vscode";

const KEY = "rulehound.samples";

/** The samples that the user chose last, by rule file; kept in the workspace over sessions. */
export class ChosenSamples {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  of(rule: vscode.Uri): readonly vscode.Uri[] {
    return (this.#all[rule.toString()] ?? []).map((uri) => vscode.Uri.parse(uri));
  }

  async choose(rule: vscode.Uri, samples: readonly vscode.Uri[]): Promise<void> {
    await this.#memory.update(KEY, { ...this.#all, [rule.toString()]: samples.map((uri) => uri.toString()) });
  }

  /** Follows files that have new names, rules as well as samples. */
  async rename(renamed: (uri: string) => string): Promise<void> {
    const all = Object.entries(this.#all);
    if (all.length === 0) return;
    await this.#memory.update(
      KEY,
      Object.fromEntries(all.map(([rule, samples]) => [renamed(rule), samples.map(renamed)])),
    );
  }

  get #all(): Readonly<Record<string, readonly string[]>> {
    return this.#memory.get<Record<string, string[]>>(KEY, {});
  }
}

/** What a file is called after files or folders have got new names; the same when it is none of them. */
export function nameAfter({ files }: vscode.FileRenameEvent): (uri: string) => string {
  const moves = files.map(({ oldUri, newUri }) => [oldUri.toString(), newUri.toString()] as const);
  return (uri) => {
    const move = moves.find(([old]) => uri === old || uri.startsWith(`${old}/`));
    return move === undefined ? uri : `${move[1]}${uri.slice(move[0].length)}`;
  };
}
