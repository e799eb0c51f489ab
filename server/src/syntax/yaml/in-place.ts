import { applyEdits, type TextEdit } from "#base/text-edit.ts";
import type { YamlFile, YamlNode, YamlScalar } from "./node.ts";
import { parseYaml } from "./parse.ts";

/**
 * Whether edits of a file give one of its scalars the text `wanted` and leave every other scalar as it is, told by reading
 * the file before and after. The reading of a file goes by its text alone, so this sees what stands around the scalar.
 */
export function provenInPlace(source: string, scalar: YamlScalar, edits: readonly TextEdit[], wanted: string): boolean {
  const files = [parseYaml(source), parseYaml(applyEdits(source, edits))] as const;
  const [before, after] = [files[0].documents.flatMap(scalarsOf), files[1].documents.flatMap(scalarsOf)];
  const isThere = ({ span, key }: YamlScalar): boolean =>
    span.start === scalar.span.start && span.end === scalar.span.end && key === scalar.key;
  const index = before.findIndex(isThere);
  // Of two values that are not written and share a place (`? :`), none can be told from the other.
  if (index === -1 || before.findLastIndex(isThere) !== index) return false;
  if (before.length !== after.length || errorsOf(files[1]) > errorsOf(files[0])) return false;
  return after.every(
    ({ value, key }, at) => key === before[at]?.key && value === (at === index ? wanted : before[at].value),
  );
}

function errorsOf({ problems }: YamlFile): number {
  return problems.filter(({ severity }) => severity === "error").length;
}

function scalarsOf(node: YamlNode): readonly YamlScalar[] {
  switch (node.kind) {
    case "scalar":
      return [node];
    case "mapping":
      return node.entries.flatMap(({ key, value }) => [...scalarsOf(key), ...scalarsOf(value)]);
    case "sequence":
      return node.items.flatMap(scalarsOf);
    default:
      return [];
  }
}
