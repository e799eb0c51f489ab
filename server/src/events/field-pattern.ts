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
  const source = text.split("*").map(quoteMeta).join("([^]*)");
  const expression = new RegExp(`^${source}$`);
  return {
    text,
    wildcard: true,
    capture(name) {
      if (hidesInternal && name.startsWith("_")) return null;
      const found = expression.exec(name);
      return found === null ? null : found.slice(1);
    },
    matches: (name) => !(hidesInternal && name.startsWith("_")) && expression.test(name),
  };
}

function quoteMeta(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
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
