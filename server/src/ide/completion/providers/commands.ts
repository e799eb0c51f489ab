import type { CommandDefinition } from "#semantics/dialect.ts";
import { renderCommand } from "../../render/command.ts";
import type { CompletionItem } from "../../types.ts";
import { type Provider, rankOf } from "../provider.ts";

/** Commands behind a pipe or bracket, most used first; at the start of a search only those that may stand there. */
export const commands: Provider = ({ place, cursor, stage }) => {
  if (place !== "command") return [];
  const { dialect, catalog } = cursor.analytic.environment;
  const first = stage === undefined || cursor.path.findLast((node) => node.kind === "pipeline")?.stages[0] === stage;
  return dialect.commands.map((command): CompletionItem => {
    const use = catalog.builtins.command(command.name)?.use ?? 0;
    const fits = first
      ? command.generating || command.name === "search"
      : !command.generating || command.aliases.length > 0;
    const group = command.plan.kind === "refused" ? 3 : fits ? 0 : 2;
    return {
      label: command.name,
      kind: "command",
      detail: detailOf(command),
      documentation: () => renderCommand(command),
      insert: `${command.name} `,
      rank: rankOf(group, use),
    };
  });
};

function detailOf(command: CommandDefinition): string {
  if (command.plan.kind === "refused") return "not run here";
  return command.type;
}
