import type { Located, RuleFile } from "#semantics/rule/rule-file.ts";

/** Every path of a sample that a rule writes, each place once, in the order of the text. */
export function samplePaths(rule: RuleFile): readonly Located[] {
  const refs = [...rule.analytics, ...rule.tests].flatMap(({ samples }) => samples.map(({ path }) => path));
  const places = new Map(refs.map((path) => [path.span.start, path]));
  return [...places.values()].sort((a, b) => a.span.start - b.span.start);
}
