import { ownText } from "#base/own-text.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";

/** The ids that rules state, by file: which files share one. */
export class RuleIds {
  readonly #ids = new Map<string, string>();
  readonly #files = new Map<string, Set<string>>();

  /**
   * Takes the id of a file's rule in place of what was known of the file. A Sigma rule may share the id of what was made
   * of it, so it does not count; neither does a file without searches.
   */
  set(file: string, { format, metadata, analytics }: RuleFile): void {
    this.delete(file);
    const written = metadata.id?.value.trim().toLowerCase();
    const id = written === undefined ? undefined : ownText(written);
    if (id === undefined || format === "sigma" || analytics.length === 0) return;
    this.#ids.set(file, id);
    const files = this.#files.get(id) ?? new Set();
    this.#files.set(id, files.add(file));
  }

  delete(file: string): void {
    const id = this.#ids.get(file);
    if (id === undefined) return;
    this.#ids.delete(file);
    this.#files.get(id)?.delete(file);
  }

  /** The files whose rule has an id, without case. */
  filesWith(id: string): readonly string[] {
    return [...(this.#files.get(id.trim().toLowerCase()) ?? [])];
  }
}
