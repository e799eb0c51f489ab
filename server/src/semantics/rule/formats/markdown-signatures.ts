import type { MarkdownFence } from "#syntax/markdown/block.ts";
import { entryOf } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import type { Located } from "../rule-file.ts";
import { hasSignatures } from "./signature-analytic.ts";

const NAMES: ReadonlySet<string> = new Set(["yaml", "yml", "sigma", "signature"]);

/**
 * The title of the signature rule in a fence of YAML, undefined when it states none; null when the fence holds no signature
 * rule.
 */
export function signatureInFence(text: string, fence: MarkdownFence): Located | undefined | null {
  const [word = ""] = fence.info.trim().split(/\s/);
  if (!NAMES.has(word.toLowerCase()) || fence.closer === undefined) return null;
  const code = text.slice(fence.content.start, fence.content.end);
  if (!/^[ \t]*signatures[ \t]*:/m.test(code)) return null;
  const root = parseYaml(code).documents.find(hasSignatures);
  if (root === undefined) return null;
  const title = entryOf(root, "title")?.value;
  if (title?.kind !== "scalar" || title.value === "") return undefined;
  const { start, end } = title.content;
  return { value: title.value, span: { start: fence.content.start + start, end: fence.content.start + end } };
}
