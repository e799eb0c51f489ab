import type { CommandDefinition } from "#semantics/dialect.ts";
import { renderCommand } from "../../render/command.ts";
import type { CompletionItem } from "../../types.ts";
import { leadsOn, likelihoods, rankByLikelihood } from "../likelihood.ts";
import type { Provider } from "../provider.ts";

/** Uses of all commands in the public searches that the catalog counts. */
const ALL_USES = 10_000;

/** Commands behind a pipe or bracket, the likeliest first; those that may not stand there, or do not run here, last. */
export const commands: Provider = (context) => {
  const { place, cursor, stage } = context;
  if (place !== "command") return [];
  const { dialect, catalog } = cursor.analytic.environment;
  const likely = likelihoods(context);
  const leads = leadsOn(context);
  const first = stage === undefined || cursor.path.findLast((node) => node.kind === "pipeline")?.stages[0] === stage;
  return dialect.commands.map((command): CompletionItem => {
    const use = catalog.builtins.command(command.name)?.use ?? 0;
    const fits = first
      ? command.generating || command.name === "search"
      : !command.generating || command.aliases.length > 0;
    const share = (command.plan.kind === "refused" ? 0.02 : 1) * (fits ? 1 : 0.02);
    return {
      label: command.name,
      kind: "command",
      detail: detailOf(command),
      documentation: () => renderCommand(command),
      insert: `${command.name} `,
      rank: rankByLikelihood(share * likely(command.name, (use + 1) / ALL_USES) * leads(command.name)),
    };
  });
};

function detailOf(command: CommandDefinition): string {
  if (command.plan.kind === "refused") return "not run here";
  return command.type;
}
