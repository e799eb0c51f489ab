import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand } from "../define.ts";
import { option, rest, word } from "../parts.ts";
import { optionBool } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const savedsearch = defineCommand({
  name: "savedsearch",
  type: "generating",
  summary: "Runs a saved search of the workspace.",
  details: '`name="value"` replaces `$name$` in its text unless nosubstitution=t.',
  grammar: {
    nosubstitution: option("nosubstitution", "bool", "Leave `$name$` as it is.", "false"),
    name: word("name", "The saved search.", { required: true }),
    replacements: rest('`name="value"` pairs.'),
  },
  flow: (_args, before) => unknownFields(before),
  plan: ({ name, replacements, nosubstitution }, ctx) => {
    if (name === undefined)
      return refuse("E-REQUIRED", ctx.stage.span, "savedsearch needs the name of a saved search.");
    const text = ctx.savedSearch(name.text);
    if (text === undefined) {
      return refuse("unsupported-command", name.span, `The saved search '${name.text}' is not in the workspace.`);
    }
    const values = new Map(
      (replacements ?? []).flatMap(({ text: pair }) => {
        const found = /^([^=]+)=(?:"(.*)"|(.*))$/s.exec(pair);
        return found === null ? [] : [[found[1] ?? "", found[2] ?? found[3] ?? ""] as const];
      }),
    );
    const filled = optionBool(nosubstitution, false)
      ? text
      : text.replace(/\$([^$\s]+)\$/g, (all, key: string) => values.get(key) ?? all);
    const search = ctx.pipeline(ctx.parsePipeline(filled));
    return (_input, run) => search.run(run);
  },
  examples: [],
});
