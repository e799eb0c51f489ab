import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { codeBlock, inlineCode } from "#base/markdown.ts";
import type { Span } from "#base/span.ts";
import { touches } from "#base/span.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import { type AnalyticCursor, analyticCursor, fieldAt, fieldsBefore } from "../cursor.ts";
import { renderAggregation, renderCommand, renderFunction, renderOption } from "../render/command.ts";
import { hoverElement } from "../signature/hover-element.ts";
import type { Hover } from "../types.ts";
import { renderField } from "./field.ts";
import { renderLiteral } from "./literal.ts";
import { hoverText } from "./prose.ts";
import { EVENT_ID_FIELDS, renderEventId, renderFieldValue } from "./windows-value.ts";

/**
 * What the document says at an offset, and what is known of it. Inside an analytic the search's own constructs come first
 * where they are specific (an event id, a field, a command); UUIDs and ATT&CK ids are recognised everywhere.
 */
export function hover(analysis: DocumentAnalysis, offset: number): Hover | undefined {
  const cursor = analyticCursor(analysis, offset);
  const { catalog } = analysis.environment;
  if (cursor === undefined) return hoverText(analysis.document.text, offset, catalog) ?? hoverElement(analysis, offset);
  return hoverMacro(cursor) ?? hoverText(analysis.document.text, offset, catalog) ?? hoverNode(cursor);
}

function hoverMacro(cursor: AnalyticCursor): Hover | undefined {
  const { macro, analytic } = cursor;
  if (macro === undefined) return undefined;
  const span = analytic.writtenToHost(macro.span);
  const { environment } = analytic;
  const definition = environment.macros(macro.name, macro.args.length);
  const title = `**${macro.name}**${macro.args.length > 0 ? ` (${macro.args.length} arguments)` : ""} macro`;
  if (definition === undefined) {
    const arities = environment.macroArities(macro.name);
    const why =
      arities.length > 0
        ? `It is defined with ${arities.join(" or ")} arguments, not with ${macro.args.length}.`
        : "No definition is known: neither the workspace nor the catalog has it. What it does to the search stays open.";
    return { span, contents: `${title}\n\n${why}` };
  }
  const lines = [title];
  if (definition.description !== undefined) lines.push(definition.description);
  lines.push("Definition:", codeBlock(definition.definition, "spl"));
  if (definition.source !== undefined) lines.push(`From ${inlineCode(definition.source)}`);
  return { span, contents: lines.join("\n\n") };
}

function hoverNode(cursor: AnalyticCursor): Hover | undefined {
  for (let i = cursor.path.length - 1; i >= 0; i--) {
    const node = cursor.path[i];
    if (node === undefined) continue;
    const found = describe(node, cursor.path[i - 1], cursor);
    if (found !== undefined) return { span: cursor.toHost(found.span), contents: found.contents };
    if (node.kind === "stage") return undefined;
  }
  return undefined;
}

function describe(node: SplNode, parent: SplNode | undefined, cursor: AnalyticCursor): Hover | undefined {
  const { catalog, analytic } = cursor;
  const { dialect } = analytic.environment;
  const on = (span: Span | undefined): span is Span => span !== undefined && touches(span, cursor.expanded ?? -1);
  switch (node.kind) {
    case "search-value":
      return describeValue(node.span, node.text, fieldOfValue(parent), cursor);
    case "number":
      return describeValue(node.span, String(node.value), fieldOfComparison(parent), cursor);
    case "string":
      return describeValue(node.span, node.value, fieldOfComparison(parent), cursor);
    case "field":
      return describeField(node.span, node.name, cursor);
    case "field-expr":
      return describeField(node.span, node.name, cursor);
    case "call": {
      const definition = on(node.nameSpan) ? dialect.function(node.name) : undefined;
      return definition === undefined ? undefined : { span: node.nameSpan, contents: renderFunction(definition) };
    }
    case "aggregation": {
      const found = on(node.nameSpan) ? dialect.aggregation(node.name) : undefined;
      return found === undefined ? undefined : { span: node.nameSpan, contents: renderAggregation(found.definition) };
    }
    case "option": {
      if (!on(node.nameSpan) || cursor.stage === undefined) return undefined;
      const parts = Object.values(dialect.command(cursor.stage.command)?.grammar ?? {});
      const part = parts.find((one) => one.kind === "option" && one.names.includes(node.name));
      return part?.kind === "option" ? { span: node.nameSpan, contents: renderOption(part) } : undefined;
    }
    case "dataset": {
      const dataset = catalog.dataModels.dataset(node.name, node.dataset ?? node.name);
      const model = catalog.dataModels.model(node.name);
      if (model === undefined) return undefined;
      const fields = dataset?.fields.map(({ name }) => inlineCode(name)).join(", ");
      const lines = [
        `**${node.name}${node.dataset === undefined ? "" : `.${node.dataset}`}** data model`,
        model.description,
      ];
      if (fields !== undefined) lines.push(`Fields: ${fields}`);
      return { span: node.span, contents: lines.join("\n\n") };
    }
    case "stage": {
      const definition = on(node.nameSpan) ? dialect.command(node.command) : undefined;
      return definition === undefined || node.nameSpan === undefined
        ? undefined
        : { span: node.nameSpan, contents: renderCommand(definition) };
    }
    case "search-time":
      return {
        span: node.span,
        contents: `**${node.modifier}** bounds the time of the events: \`earliest\` is included, \`latest\` is not. \`-24h@h\` goes back 24 hours and down to the full hour.`,
      };
    default:
      return undefined;
  }
}

/** The field that a value of a search expression is compared with. */
function fieldOfValue(parent: SplNode | undefined): string | undefined {
  if (parent?.kind === "search-in") return parent.field.name;
  if (parent?.kind === "search-compare" && parent.field.kind === "field") return parent.field.name;
  return undefined;
}

/** The field that a literal of an eval expression is compared with. */
function fieldOfComparison(parent: SplNode | undefined): string | undefined {
  if (parent?.kind === "in-expr" && parent.operand.kind === "field-expr") return parent.operand.name;
  if (parent?.kind !== "binary") return undefined;
  if (parent.left.kind === "field-expr") return parent.left.name;
  return parent.right.kind === "field-expr" ? parent.right.name : undefined;
}

function describeValue(span: Span, text: string, field: string | undefined, cursor: AnalyticCursor): Hover | undefined {
  const { catalog } = cursor;
  const literal = (): Hover | undefined => {
    const contents = renderLiteral(text, catalog);
    return contents === undefined ? undefined : { span, contents };
  };
  if (field === undefined) return literal();
  if (EVENT_ID_FIELDS.has(field) && /^\d{1,5}$/.test(text)) {
    const kinds = fieldsBefore(cursor)?.kinds ?? null;
    const after = cursor.stage === undefined ? null : cursor.analytic.flow.after(cursor.stage).kinds;
    const contents = renderEventId(Number(text), after ?? kinds, catalog);
    return contents === undefined ? undefined : { span, contents };
  }
  const contents = renderFieldValue(field, text, catalog);
  return contents === undefined ? literal() : { span, contents };
}

function describeField(span: Span, name: string, cursor: AnalyticCursor): Hover | undefined {
  const before = fieldsBefore(cursor);
  const info = fieldAt(cursor, name);
  if (before === undefined || info === undefined) return undefined;
  // A first search says itself which events it admits, so what it leaves is what its fields are judged on.
  const stage = cursor.stage;
  const filters = stage !== undefined && (stage.command === "search" || stage.command === "where");
  const known = filters ? cursor.analytic.flow.after(stage) : before;
  const shown = filters ? cursor.analytic.flow.field(known, name) : info;
  return { span, contents: renderField(name, shown, known, cursor.catalog) };
}
