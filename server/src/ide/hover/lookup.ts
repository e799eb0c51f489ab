import { codeBlock, escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { LookupTable } from "#semantics/dialect.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import type { AnalyticCursor } from "../cursor.ts";
import { definedIn } from "../render/defined-in.ts";
import type { Hover } from "../types.ts";

const COMMANDS: ReadonlySet<string> = new Set(["lookup", "inputlookup", "outputlookup"]);
const SHOWN_ROWS = 3;
const SHOWN_COLUMNS = 24;

/** The name of a lookup in its commands, or a column of it. */
export function hoverLookup(node: SplNode, cursor: AnalyticCursor): Hover | undefined {
  const { stage } = cursor;
  if (node.kind === "dataset" && node.type === "inputlookup") return named(node, node.name, cursor);
  if (stage === undefined || !COMMANDS.has(stage.command)) return undefined;
  const table = stage.args.table;
  if (table === undefined || !("kind" in table) || table.kind !== "literal") return undefined;
  return node === table ? named(node, table.text, cursor) : undefined;
}

function named(node: SplNode, name: string, cursor: AnalyticCursor): Hover {
  return { span: node.span, contents: renderLookup(name, cursor) };
}

/** A lookup: its columns, how they are compared, its first rows, and where it is defined. */
function renderLookup(name: string, { uri, analytic, catalog }: AnalyticCursor): string {
  const { environment } = analytic;
  const table = environment.lookups(name);
  const definition = environment.names.lookup(name)?.definition;
  const fact = catalog.lookups.get(name);
  const lines = [
    `**${escapeMarkdown(name)}** lookup${table === undefined ? "" : `, ${counted(table.rows.length, "row")}`}`,
  ];
  const description = definition?.description ?? fact?.description;
  if (description !== undefined) lines.push(escapeMarkdown(description));
  const columns = table?.columns ?? definition?.columns ?? (fact?.fieldsKnown === true ? fact.fields : undefined);
  if (columns !== undefined) lines.push(`Columns: ${columnList(columns)}`);
  if (table !== undefined) lines.push(...settings(table), ...firstRows(table));
  else lines.push(environment.lookupAbsence(name) ?? absence(fact !== undefined));
  if (definition !== undefined) lines.push(definedIn(definition.source, uri));
  return lines.join("\n\n");
}

function absence(known: boolean): string {
  return known
    ? "Its rows are not in the workspace; the columns are those of the public detection content."
    : "No definition is known: neither the workspace nor the catalog has it.";
}

function columnList(columns: readonly string[]): string {
  const shown = columns.slice(0, SHOWN_COLUMNS).map(inlineCode).join(", ");
  return columns.length > SHOWN_COLUMNS ? `${shown} and ${columns.length - SHOWN_COLUMNS} more` : shown;
}

function settings({ matchTypes, caseSensitive, defaultMatch }: LookupTable): readonly string[] {
  const types = [...matchTypes]
    .filter(([, type]) => type !== "exact")
    .map(([column, type]) => `${inlineCode(column)} as ${type}`);
  const said = [
    ...(types.length > 0 ? [`matches ${types.join(", ")}`] : []),
    caseSensitive ? "upper and lower case differ" : "upper and lower case are the same",
    ...(defaultMatch === undefined ? [] : [`without a match ${inlineCode(defaultMatch)}`]),
  ];
  const text = said.join("; ");
  return [text.charAt(0).toUpperCase() + text.slice(1)];
}

function firstRows({ rows, columns }: LookupTable): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.slice(0, SHOWN_ROWS).map((row) =>
    columns
      .slice(0, SHOWN_COLUMNS)
      .map((column) => `${column}=${cell(row[column] ?? "")}`)
      .join("  "),
  );
  return [`First rows:\n\n${codeBlock(lines.join("\n"))}`];
}

function cell(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return JSON.stringify(flat.length > 60 ? `${flat.slice(0, 59)}…` : flat);
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
