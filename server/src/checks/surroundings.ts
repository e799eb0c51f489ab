/** What a host knows of the world around a rule file. What it does not know is left out, and then nothing is reported. */
export interface RuleSurroundings {
  /** The day on which the rule is looked at, YYYY-MM-DD. */
  readonly today?: string;
  /** Other files of the workspace whose rule has the id, by path or URI. */
  readonly otherRulesWithId?: (id: string) => readonly string[];
  /** What a sample's path, written in the rule and relative to it, leads to. Globs are found when they fit any file. */
  readonly sample?: (path: string) => SampleState | undefined;
}

/** `outside`: the path leads out of the workspace. */
export type SampleState = "found" | "missing" | "outside";

/** Knows nothing. */
export const noSurroundings: RuleSurroundings = {};
