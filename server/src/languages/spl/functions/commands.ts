import { fromList } from "#events/value.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";
import { scan } from "#syntax/spl/scanner.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const commands = defineFunction({
  name: "commands",
  category: "multivalue",
  summary: "The names of the commands that a search uses, in order.",
  details: "Those of the search itself, not of its subsearches. A search that begins with terms uses `search`.",
  params: [{ name: "search", type: "string", doc: "The text of a search." }],
  returns: "multivalue",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    return (row) => {
      const text = argument(row);
      return text === null ? null : fromList(commandNames(text));
    };
  },
  examples: [
    { eval: 'commands("search foo | stats count | sort count")', is: ["search", "stats", "sort"] },
    { eval: 'commands("foo [ search a | fields b ] | where c=\\"x|y\\"")', is: ["search", "where"] },
  ],
});

const NO_WORDS: Vocabulary = {
  command: () => undefined,
  isAggregation: () => false,
  isFunction: () => false,
  names: () => [],
};

function commandNames(text: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  let awaits: "first" | "command" | undefined = "first";
  for (const { kind, span } of scan(text, NO_WORDS).tokens) {
    if (kind === "space" || kind === "comment") continue;
    if (kind === "pipe" && depth === 0) awaits = "command";
    else if (awaits !== undefined && depth === 0) {
      const word = kind === "word" ? text.slice(span.start, span.end).toLowerCase() : "";
      names.push(awaits === "first" ? "search" : word);
      awaits = undefined;
    }
    if (kind === "open-bracket") depth++;
    if (kind === "close-bracket") depth--;
  }
  return names.filter((name) => name !== "");
}
