/** A step of a pattern: a character, or what a wildcard stands for. */
type Step = string | "*" | "**" | "**/" | "?";

/**
 * The test of a pattern over paths with slashes: `*` and `?` stand for characters of one name, `**` for any, and `**\/` for any
 * folders or none. Takes time for each character and step of the pattern once, whatever the pattern.
 */
export function pathPattern(written: string): (path: string) => boolean {
  const steps = stepsOf(written);
  return (path) => {
    let open = reached(steps, new Set([0]));
    for (const char of path) {
      const next = new Set<number>();
      for (const at of open) for (const to of takes(steps, at, char)) next.add(to);
      if (next.size === 0) return false;
      open = reached(steps, next);
    }
    return open.has(2 * steps.length);
  };
}

function stepsOf(written: string): readonly Step[] {
  const steps: Step[] = [];
  for (const [part] of written.matchAll(/\*\*\/|\*\*|[\s\S]/gu)) {
    // One wildcard behind another of its kind says nothing new.
    if (part !== steps.at(-1) || !part.startsWith("*")) steps.push(part);
  }
  return steps;
}

/** States: 2·n in front of step n, 2·n + 1 inside the folders that it stands for. Adds those that need no character. */
function reached(steps: readonly Step[], states: Set<number>): Set<number> {
  for (const state of states) {
    const step = steps[state >> 1];
    if (state % 2 === 0 && step !== undefined && step.startsWith("*")) states.add(state + 2);
  }
  return states;
}

function takes(steps: readonly Step[], state: number, char: string): readonly number[] {
  const step = steps[state >> 1];
  const next = (state & ~1) + 2;
  switch (step) {
    case undefined:
      return [];
    case "*":
      return char === "/" ? [] : [state];
    case "**":
      return [state];
    case "**/":
      return char === "/" ? [state | 1, next] : [state | 1];
    case "?":
      return char === "/" ? [] : [next];
    default:
      return step === char ? [next] : [];
  }
}
