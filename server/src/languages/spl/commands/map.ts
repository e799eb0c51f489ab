import { unknownFields } from "#events/field-set-merge.ts";
import type { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { defineCommand } from "../define.ts";
import { option, subsearches, word } from "../parts.ts";
import { optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** The search of one row: `$field$` replaced by the row's values, `$_serial_id$` by its number. */
function filled(template: string, row: Row, serial: number): string {
  return template.replace(/\$([^$\s|]+)\$/g, (all, name: string) => {
    if (name === "_serial_id") return String(serial);
    const text = toText(row.get(name.replace(/^['"](.*)['"]$/, "$1")));
    return text === null ? all : text.replace(/["\\]/g, "\\$&");
  });
}

export const map = defineCommand({
  name: "map",
  type: "dataset processing",
  summary: "Runs a search for each row and gives the results one after the other.",
  details:
    "`$field$` in the search is replaced by the row's value, `$_serial_id$` by the number of the row. The first ten rows unless " +
    "maxsearches says otherwise. The rows themselves are gone.",
  grammar: {
    search: option("search", "string", "The search, in double quotes."),
    maxsearches: option("maxsearches", "int", "How many searches to run at most.", "10"),
    name: word("name", "A saved search."),
    subsearch: subsearches("The search, in square brackets.", { min: 0 }),
  },
  flow: (_args, before) => unknownFields(before),
  plan: ({ search, maxsearches, name, subsearch }, ctx) => {
    const [sub] = subsearch ?? [];
    const inline = sub === undefined ? undefined : ctx.text.slice(sub.pipeline.span.start, sub.pipeline.span.end);
    const saved = name === undefined ? undefined : ctx.savedSearch(name.text);
    const template = optionText(search) ?? inline ?? saved;
    if (template === undefined) {
      if (name === undefined) {
        return refuse("E-MAPUSE", ctx.stage.span, 'Usage: (search="subsearch" | saved_search_name).');
      }
      return refuse("unsupported-command", name.span, `The saved search '${name.text}' is not in the workspace.`);
    }
    const { stage } = ctx;
    return async function* (input, run) {
      const most =
        maxsearches === undefined ? run.limits.mapSearches : optionNumber(maxsearches, run.limits.mapSearches);
      const during = ctx.during(run);
      let count = 0;
      for await (const batch of input) {
        for (const row of batch) {
          count += 1;
          if (count > most) {
            const message = `The search result count exceeds maximum (${most}), using max. To override it, set maxsearches appropriately.`;
            run.problem({ code: "E-MAPMAX", severity: "warning", message, span: stage.span });
            return;
          }
          const inner = during.pipeline(during.parsePipeline(filled(template, row, count)));
          yield* inner.run(run);
        }
      }
    };
  },
  examples: [
    {
      spl: 'search t=q | map search="search t=e h=$h$ | table h v"',
      in: [
        { h: "a", t: "q" },
        { h: "b", t: "e", v: "1" },
        { h: "a", t: "e", v: "2" },
      ],
      out: [{ h: "a", v: "2" }],
    },
  ],
});
