import type { Vocabulary } from "#syntax/spl/grammar.ts";
import { macroSites } from "../spl/macro-sites.ts";
import type { FileProblem } from "./definitions.ts";
import { macroKey } from "./name-index.ts";
import type { Names } from "./names.ts";
import type { WorkspaceNames } from "./workspace-names.ts";

type Calls = ReadonlyMap<string, readonly string[]>;

/**
 * The macros of a workspace whose texts call themselves, directly or through others: Splunk gives up on every search that
 * calls one (SPL reference 1.8). A macro whose text is an eval expression is not followed. Of circles that share a macro
 * one is told.
 */
export function macroCircles(
  { names, definitionOf }: Pick<WorkspaceNames, "names" | "definitionOf">,
  vocabulary: Vocabulary,
): readonly FileProblem[] {
  const circles = circlesOf(callsOf(names, vocabulary));
  return names.macros.flatMap(({ name, arguments: args }): readonly FileProblem[] => {
    const circle = circles.get(macroKey(name, args.length));
    const place = circle === undefined ? undefined : definitionOf("macro", name, args.length);
    if (circle === undefined || place === undefined) return [];
    const way = circle.map((key) => `"${key.slice(0, key.lastIndexOf("/"))}"`).join(" calls ");
    const message = `This macro calls itself without end: ${way}.`;
    const help = "Searches that call it fail; take one of the calls out.";
    return [
      { file: place.file, problem: { code: "macros/circle", severity: "error", span: place.span, message, help } },
    ];
  });
}

/** For each macro that calls others of the workspace, which. */
function callsOf({ macros, macro }: Names, vocabulary: Vocabulary): Calls {
  const calls = new Map<string, readonly string[]>();
  for (const { name, arguments: args, definition, isEval } of macros) {
    if (isEval || !definition.includes("`")) continue;
    const called = macroSites(definition, vocabulary, false)
      .filter(({ call }) => call.terminated && macro(call.name, call.args.length) !== undefined)
      .map(({ call }) => macroKey(call.name, call.args.length));
    calls.set(macroKey(name, args.length), [...new Set(called)]);
  }
  return calls;
}

/** By macro a circle that it is in, from it back to it; found in one walk over all calls. */
function circlesOf(calls: Calls): ReadonlyMap<string, readonly string[]> {
  const circles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  for (const start of calls.keys()) {
    const way: { readonly key: string; next: number }[] = done.has(start) ? [] : [{ key: start, next: 0 }];
    const onWay = new Map([[start, 0]]);
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const called = calls.get(at.key)?.[at.next++];
      const back = called === undefined ? undefined : onWay.get(called);
      if (called === undefined) {
        way.pop();
        onWay.delete(at.key);
        done.add(at.key);
      } else if (back !== undefined) {
        if (!circles.has(called))
          tell(
            way.slice(back).map(({ key }) => key),
            circles,
          );
      } else if (!done.has(called)) {
        onWay.set(called, way.length);
        way.push({ key: called, next: 0 });
      }
    }
  }
  return circles;
}

/** A longer circle is told at its first macro alone. */
const TOLD_EACH = 20;

function tell(circle: readonly string[], circles: Map<string, readonly string[]>): void {
  for (const [index, key] of circle.entries()) {
    if (circles.has(key) || (index > 0 && circle.length > TOLD_EACH)) continue;
    circles.set(key, [...circle.slice(index), ...circle.slice(0, index), key]);
  }
}
