import type { Problem } from "#base/problem.ts";
import type { YamlMapping, YamlNode } from "./node.ts";
import { keyText } from "./node.ts";

/** Reports keys that come twice in one mapping: YAML forbids it, and readers take the first or the last as they like. */
export function duplicateKeys(node: YamlNode, problems: Problem[]): void {
  if (node.kind === "mapping") {
    reportIn(node, problems);
    for (const entry of node.entries) {
      duplicateKeys(entry.key, problems);
      duplicateKeys(entry.value, problems);
    }
  } else if (node.kind === "sequence") for (const item of node.items) duplicateKeys(item, problems);
}

function reportIn(mapping: YamlMapping, problems: Problem[]): void {
  const seen = new Map<string, YamlNode>();
  for (const entry of mapping.entries) {
    const key = keyText(entry);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, entry.key);
      continue;
    }
    problems.push({
      code: "yaml/duplicate-key",
      severity: "error",
      span: entry.key.span,
      message: `The key "${key}" stands twice in this mapping.`,
      related: [{ span: first.span, message: "the first one" }],
      help: "Keep one of the two.",
    });
  }
}
