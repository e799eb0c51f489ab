import path from "node:path";
import type { SampleRef } from "#semantics/rule/rule-file.ts";
import { isWithin, realPlace } from "./walk-folder.ts";

/** A sample that a rule names: its absolute path or pattern, and what Splunk would know of it. */
export type NamedSample = Omit<SampleRef, "path"> & { readonly path: string };

/** The samples that may be read, and why others may not, one sentence each. */
export interface NamedSamples {
  readonly samples: readonly NamedSample[];
  readonly refused: readonly string[];
}

/**
 * The samples that a rule file names, as absolute paths. A rule may name what lies in its own folder and in the workspace, also
 * after links are followed: one that comes from elsewhere must not make anybody read other files.
 */
export function namedSamples(ruleFile: string, refs: readonly SampleRef[], folders: readonly string[]): NamedSamples {
  const folder = path.dirname(path.resolve(ruleFile));
  const roots = [folder, ...folders].map((root) => path.resolve(root));
  const realRoots = roots.map(realPlace);
  const samples: NamedSample[] = [];
  const refused: string[] = [];
  for (const { path: written, ...inputs } of refs) {
    const full = path.resolve(folder, written.value);
    const real = realPlace(full);
    const outside = "outside of the rule's folder and the workspace; choose the sample by hand.";
    if (!roots.some((root) => isWithin(root, full))) refused.push(`${written.value} lies ${outside}`);
    else if (!realRoots.some((root) => isWithin(root, real)))
      refused.push(`${written.value} leads through a link to ${real}, ${outside}`);
    else samples.push({ path: full, ...inputs });
  }
  return { samples, refused };
}
