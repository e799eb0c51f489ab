/** A field name in which `*` stands for any text, none included. */
export interface FieldPattern {
  readonly text: string;
  /** Whether there is a wildcard at all. */
  readonly wildcard: boolean;
  /** The texts that the wildcards stand for, in order; null when the name does not fit. */
  capture(name: string): readonly string[] | null;
  matches(name: string): boolean;
}

/**
 * A pattern over field names (SPL reference 1.5). Names are case-sensitive. A pattern that does not begin with an
 * underscore does not reach internal fields (`_time`, `_raw`) unless `internal` is set.
 */
export function fieldPattern(text: string, over: { readonly internal?: boolean } = {}): FieldPattern {
  if (!text.includes("*")) {
    const none: readonly string[] = [];
    return {
      text,
      wildcard: false,
      capture: (name) => (name === text ? none : null),
      matches: (name) => name === text,
    };
  }
  const hidesInternal = !text.startsWith("_") && over.internal !== true;
  const parts = text.split("*");
  const captured = (name: string) => (hidesInternal && name.startsWith("_") ? null : between(parts, name));
  return { text, wildcard: true, capture: captured, matches: (name) => captured(name) !== null };
}

/** What stands between parts of a name, each as far right as it can be: the first wildcard takes as much as possible. */
function between(parts: readonly string[], name: string): readonly string[] | null {
  const [first = ""] = parts;
  if (!name.startsWith(first)) return null;
  const texts: string[] = [];
  let end = name.length;
  for (let i = parts.length - 1; i > 0; i--) {
    const part = parts[i] ?? "";
    const at = i === parts.length - 1 ? end - part.length : name.lastIndexOf(part, end - part.length);
    if (at < first.length || end - part.length < first.length || !name.startsWith(part, at)) return null;
    if (i < parts.length - 1) texts.unshift(name.slice(at + part.length, end));
    end = at;
  }
  return [name.slice(first.length, end), ...texts];
}

/** Puts texts in the place of the wildcards of a pattern, in order. */
export function fillPattern(pattern: string, texts: readonly string[]): string {
  let next = 0;
  return pattern.replace(/\*/g, () => texts[next++] ?? "");
}

/** How many wildcards a name holds. */
export function wildcardCount(text: string): number {
  return text.split("*").length - 1;
}

/** A test for a list of names and patterns, remembering its answers. */
export function fieldSelector(patterns: readonly string[]): (name: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !pattern.includes("*")));
  const wild = patterns.filter((pattern) => pattern.includes("*")).map((pattern) => fieldPattern(pattern));
  if (wild.length === 0) return (name) => exact.has(name);
  const known = new Map<string, boolean>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) {
      answer = exact.has(name) || wild.some((pattern) => pattern.matches(name));
      known.set(name, answer);
    }
    return answer;
  };
}
