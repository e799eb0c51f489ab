import type { Span } from "#base/span.ts";
import { wildcardMatch } from "#runtime/text-match.ts";

/** A word of a Sigma condition that means selections of its rule: one by its name, or several by a pattern or `them`. */
export interface ConditionWord {
  readonly text: string;
  readonly span: Span;
  readonly several: boolean;
}

const KEYWORD = /^(?:and|or|not|1|any|all)$/i;

/**
 * The words of a condition that mean selections, in order (Sigma specification, condition). What stands behind a pipe is an
 * aggregation of old rules and names fields.
 */
export function conditionWords(condition: string): readonly ConditionWord[] {
  const pipe = condition.indexOf("|");
  const found: ConditionWord[] = [];
  let isPattern = false;
  for (const match of condition.slice(0, pipe < 0 ? undefined : pipe).matchAll(/[^\s()]+/g)) {
    const [text] = match;
    if (/^of$/i.test(text)) {
      isPattern = true;
      continue;
    }
    if (isPattern || !KEYWORD.test(text))
      found.push({ text, span: { start: match.index, end: match.index + text.length }, several: isPattern });
    isPattern = false;
  }
  return found;
}

/** Whether a word means the selection of a name. `them` leaves out names that begin with an underscore. */
export function means({ text, several }: Pick<ConditionWord, "text" | "several">, name: string): boolean {
  if (!several) return text === name;
  if (/^them$/i.test(text)) return !name.startsWith("_");
  if (!text.includes("?")) return wildcardMatch(text, false).test(name);
  const pattern = text
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`).test(name);
}
