import type { Usage } from "#catalog/usage.ts";
import type { Pipeline } from "#syntax/spl/ast.ts";
import { walk } from "#syntax/spl/path.ts";
import type { CompletionContext } from "../context.ts";
import { likelihoods } from "../likelihood.ts";
import type { SourceFields } from "./source-fields.ts";

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
function usedFields(usage: Usage): readonly string[] {
  let names = known.get(usage);
  if (names === undefined) {
    const all = ["search", "field", "eval"].flatMap((place) => [...(usage.of(place)?.names.keys() ?? [])]);
    names = [...new Set(all)].filter((name) => FIELD.test(name) && !/^[A-Z]+$/.test(name) && !/^\w+\.\w+$/.test(name));
    known.set(usage, names);
  }
  return names;
}

/** How many names of the catalog are thought of. */
const MOST_USED = 400;
/** How many of many names are looked at closely, since that takes time. */
const SIFTED = 450;
/** Uses of all fields in the public rules that the catalog counts. */
const ALL_USES = 30_000;

/** Names that some source has: those of the data sources that the search reads, and those that authors use most. */
export function usualNames(context: CompletionContext, sources: SourceFields): readonly string[] {
  const { usage, fields } = context.cursor.catalog;
  const usual = new Set([...usedFields(usage), ...fields.names().slice(0, MOST_USED)]);
  const fits = begun(context);
  return [...new Set([...sifted([...usual], context), ...[...sources.names, ...sources.foreign].filter(fits)])];
}

/** Of the names that begin as typed, when they are many, those that are likely by their place alone or that the document has. */
export function sifted(names: readonly string[], context: CompletionContext): readonly string[] {
  const { mentions, cursor } = context;
  const fit = names.filter(begun(context));
  if (fit.length <= SIFTED) return fit;
  const likely = likelihoods(context);
  const isNamed = (name: string): boolean =>
    mentions.before.has(name) || mentions.after.has(name) || mentions.elsewhere.has(name);
  return fit
    .map((name) => {
      const use = cursor.catalog.fields.describe(name)?.use ?? 0;
      return { name, likelihood: (isNamed(name) ? 1 : 0) + likely(name, (use + 0.01) / ALL_USES) };
    })
    .sort((a, b) => b.likelihood - a.likelihood)
    .slice(0, SIFTED)
    .map(({ name }) => name);
}

function begun({ typed }: CompletionContext): (name: string) => boolean {
  const text = typed.toLowerCase();
  return (name) => name.toLowerCase().includes(text);
}
