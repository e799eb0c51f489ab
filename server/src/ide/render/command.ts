import { codeBlock, inlineCode } from "#base/markdown.ts";
import type { AggregationDefinition, CommandDefinition, ExampleRow, FunctionDefinition } from "#semantics/dialect.ts";
import type { OptionType, Part } from "#syntax/spl/grammar.ts";

/** The signature of a command from its grammar: `dedup [<int>] <fields> [keepempty=<bool>] …`. */
export function commandSignature(command: CommandDefinition): string {
  return [command.name, ...Object.entries(command.grammar).map(([key, part]) => partSignature(key, part))].join(" ");
}

/** How an option's value is written. */
export function optionType(type: OptionType): string {
  return typeof type === "string" ? `<${type}>` : type.join("|");
}

function partSignature(key: string, part: Part): string {
  const text = bare(key, part);
  return part.required === true ? text : `[${text}]`;
}

function bare(key: string, part: Part): string {
  switch (part.kind) {
    case "option":
      return `${part.names[0]}=${optionType(part.type)}`;
    case "word":
      return typeof part.type === "string" ? `<${key}>` : part.type.join("|");
    case "fields":
      return `<${key}> …`;
    case "clause-field":
      return `${part.keywords[0]?.toUpperCase()} <field>`;
    case "clause-fields":
    case "clause-by-items":
    case "clause-split":
      return `${part.keywords[0]?.toUpperCase()} <field> …`;
    case "clause-search":
      return `${part.keywords[0]?.toUpperCase()} <search>`;
    case "clause-dataset":
      return `${part.keywords[0]?.toUpperCase()} <dataset>`;
    case "flag":
      return part.words.join("|");
    case "subsearches":
      return part.max > 1 ? "[ subsearch ] …" : "[ subsearch ]";
    case "rest":
      return "…";
    default:
      return `<${part.kind.replaceAll("-", " ")}>`;
  }
}

/** A command for hovers and completion. */
export function renderCommand(command: CommandDefinition): string {
  const lines = [codeBlock(commandSignature(command), "spl"), command.summary];
  if (command.details !== "") lines.push(command.details);
  const plan = command.plan;
  if (plan.kind === "no-op") lines.push(`Not carried out here: ${plan.because}`);
  if (plan.kind === "refused") lines.push(`Cannot be run here: ${plan.because}`);
  lines.push(
    `Type: ${command.type}${command.aliases.length > 0 ? ` · also written ${command.aliases.map(inlineCode).join(", ")}` : ""}`,
  );
  const options = Object.values(command.grammar).filter((part) => part.kind === "option");
  if (options.length > 0) lines.push(options.map(renderOption).join("\n"));
  const example = command.examples[0];
  if (example !== undefined) {
    const given = example.in === undefined ? "" : `${rows(example.in)}\n`;
    lines.push(codeBlock(`${given}| ${example.spl.replace(/^\s*\|\s*/, "")}\n${rows(example.out)}`, "spl"));
  }
  return lines.join("\n\n");
}

/** One option as a list item. */
export function renderOption(part: Extract<Part, { kind: "option" }>): string {
  const otherwise = part.default === undefined ? "" : ` Default ${inlineCode(part.default)}.`;
  return `- ${inlineCode(`${part.names[0]}=${optionType(part.type)}`)} ${part.doc}${otherwise}`;
}

function rows(list: readonly ExampleRow[]): string {
  return list.length === 0 ? "(no rows)" : list.map((row) => JSON.stringify(row)).join("\n");
}

/** `replace(text, regex, replacement)`. */
export function functionSignature(definition: FunctionDefinition): string {
  const params = definition.params.map(({ name, optional, repeats }) => {
    const text = repeats === true ? `${name}, …` : name;
    return optional === true ? `[${text}]` : text;
  });
  return `${definition.name}(${params.join(", ")})`;
}

/** An eval function for hovers and completion. */
export function renderFunction(definition: FunctionDefinition): string {
  const lines = [codeBlock(`${functionSignature(definition)} → ${definition.returns}`, "spl"), definition.summary];
  if (definition.params.length > 0)
    lines.push(definition.params.map(({ name, type, doc }) => `- ${inlineCode(name)} (${type}) ${doc}`).join("\n"));
  if (definition.details !== "") lines.push(definition.details);
  const examples = definition.examples.slice(0, 3).map(({ eval: text, is, row }) => {
    const where = row === undefined || Object.keys(row).length === 0 ? "" : ` where ${JSON.stringify(row)}`;
    return `${text} → ${is === null ? "null" : JSON.stringify(is)}${where}`;
  });
  if (examples.length > 0) lines.push(codeBlock(examples.join("\n"), "spl"));
  return lines.join("\n\n");
}

/** An aggregation for hovers and completion. */
export function renderAggregation(definition: AggregationDefinition): string {
  const argument = definition.argument === "none" ? "" : definition.argument === "optional" ? "([field])" : "(field)";
  const lines = [
    codeBlock(`${definition.name}${definition.parametrised ? "<n>" : ""}${argument} → ${definition.returns}`, "spl"),
    definition.summary,
  ];
  if (definition.aliases.length > 0) lines.push(`Also written ${definition.aliases.map(inlineCode).join(", ")}`);
  if (definition.details !== "") lines.push(definition.details);
  const example = definition.examples[0];
  if (example !== undefined)
    lines.push(
      codeBlock(
        `${rows(example.rows)}\n${example.agg} → ${example.is === null ? "nothing" : JSON.stringify(example.is)}`,
      ),
    );
  return lines.join("\n\n");
}
