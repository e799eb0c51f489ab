import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import type { Document } from "./document.ts";

/** Of how many documents the last text is remembered with what was read of it. */
const REMEMBERED = 100;

const last = new Map<string, { readonly text: string; readonly rule: RuleFile }>();

/** The rule file of a document; that of the last text of each name is remembered. */
export function ruleFileOf({ uri, name = uri, text }: Pick<Document, "uri" | "name" | "text">): RuleFile {
  const known = last.get(name);
  if (known?.text === text) return known.rule;
  const rule = parseRuleFile(name, text, undefined, known?.rule);
  last.delete(name);
  last.set(name, { text, rule });
  const [oldest] = last.keys();
  if (last.size > REMEMBERED && oldest !== undefined) last.delete(oldest);
  return rule;
}
