import type { AggregationDefinition, Dialect } from "#semantics/dialect.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";
import { aggregations } from "./aggregations.index.ts";
import { commands } from "./commands.index.ts";
import { functions } from "./functions.index.ts";

/** Definitions by any of their names, in lower case. */
function byName<T extends { readonly name: string; readonly aliases: readonly string[] }>(
  definitions: readonly T[],
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const definition of definitions) {
    for (const name of [definition.name, ...definition.aliases]) found.set(name.toLowerCase(), definition);
  }
  return found;
}

const commandByName = byName(commands);
const functionByName = byName(functions);
const aggregationByName = byName(aggregations);

/** The aggregation of a name whose end may be a number: `perc95`, `p99.9`. */
function aggregation(
  name: string,
): { readonly definition: AggregationDefinition; readonly param: number | undefined } | undefined {
  const lower = name.toLowerCase();
  const plain = aggregationByName.get(lower);
  if (plain !== undefined) return plain.parametrised ? undefined : { definition: plain, param: undefined };
  const found = /^([a-z_]+?)(\d+(?:\.\d+)?)$/.exec(lower);
  const definition = found === null ? undefined : aggregationByName.get(found[1] ?? "");
  return definition?.parametrised === true ? { definition, param: Number(found?.[2]) } : undefined;
}

/** Splunk's search language: every command, eval function and aggregation that is defined here. */
export const splDialect: Dialect = {
  command: (name) => commandByName.get(name.toLowerCase()),
  function: (name) => functionByName.get(name.toLowerCase()),
  aggregation,
  commands,
  functions,
  aggregations,
};

/** Its words, as the parser wants them. */
export const splVocabulary: Vocabulary = vocabularyOf(splDialect);
