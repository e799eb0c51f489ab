const RULE = /\.(?:ya?ml|md|markdown|spl)$|(?:^|[\\/])savedsearches\.conf$/i;
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", ".git", "dist", "out"]);

/** Whether a path or URI may be that of a rule file; its content decides. */
export function mayHoldRules(file: string): boolean {
  return RULE.test(file);
}

/** Whether a folder's name says that no rules of the workspace are below it. */
export function isSkipped(folder: string): boolean {
  return SKIPPED.has(folder);
}
