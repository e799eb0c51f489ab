import type { Usage } from "#catalog/usage.ts";
import type { Pipeline } from "#syntax/spl/ast.ts";
import { walk } from "#syntax/spl/path.ts";

const FIELD = /^[A-Za-z_][\w.{}:@-]*$/;

/** Names that a search uses as fields, in its whole text. */
export function namedFields(tree: Pipeline): ReadonlySet<string> {
  const names = new Set<string>();
  walk(tree, (node) => {
    if ((node.kind === "field" || node.kind === "field-expr") && FIELD.test(node.name)) names.add(node.name);
  });
  return names;
}

const known = new WeakMap<Usage, readonly string[]>();

/** Names that public searches use as fields, of any source. */
export function usedFields(usage: Usage): readonly string[] {
  let names = known.get(usage);
  if (names === undefined) {
    const all = ["search", "field", "eval"].flatMap((place) => [...(usage.of(place)?.names.keys() ?? [])]);
    names = [...new Set(all)].filter((name) => FIELD.test(name) && !/^[A-Z]+$/.test(name) && !/^\w+\.\w+$/.test(name));
    known.set(usage, names);
  }
  return names;
}
