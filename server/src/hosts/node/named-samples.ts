import path from "node:path";
import type { SampleRef } from "#semantics/rule/rule-file.ts";
import { isWithin } from "./walk-folder.ts";

/** A sample that a rule names: its absolute path or pattern, and what Splunk would know of it. */
export type NamedSample = Omit<SampleRef, "path"> & { readonly path: string };

/** The samples that may be read, and why others may not, one sentence each. */
export interface NamedSamples {
  readonly samples: readonly NamedSample[];
  readonly refused: readonly string[];
}

/**
 * The samples that a rule file names, as absolute paths. A rule may name what lies in its own folder and in the workspace:
 * one that comes from elsewhere must not make anybody read other files.
 */
export function namedSamples(ruleFile: string, refs: readonly SampleRef[], folders: readonly string[]): NamedSamples {
  const folder = path.dirname(path.resolve(ruleFile));
  const samples: NamedSample[] = [];
  const refused: string[] = [];
  for (const { path: written, ...inputs } of refs) {
    const full = path.resolve(folder, written.value);
    if ([folder, ...folders].some((root) => isWithin(path.resolve(root), full)))
      samples.push({ path: full, ...inputs });
    else
      refused.push(`${written.value} lies outside of the rule's folder and the workspace; choose the sample by hand.`);
  }
  return { samples, refused };
}
