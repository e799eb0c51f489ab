import { inlineCode } from "#base/markdown.ts";
import { type Span, touches } from "#base/span.ts";
import type { FieldSet } from "#events/field-set.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import type { AnalyticCursor } from "../cursor.ts";
import { stageUses } from "../field-uses.ts";
import { renderAggregation, renderCommand, renderFunction, renderOption } from "../render/command.ts";
import { renderDataset } from "../render/dataset.ts";
import { renderRelativeTime, renderSearchTime } from "../render/search-time.ts";
import type { Hover } from "../types.ts";
import { renderField } from "./field.ts";
import { OF_EVENTS } from "./field-presence.ts";
import { hoverLookup } from "./lookup.ts";
import { hoverPattern } from "./pattern.ts";
import { describeValue, knownAt } from "./value.ts";

/** A value of a field of the events that an analytic matched when it last ran on a sample; undefined when none is known. */
export type SeenValue = (analytic: string, field: string) => string | undefined;

/** What the innermost construct of the search at a cursor is; nothing of its own above the stage is asked. */
export function hoverNode(cursor: AnalyticCursor, seen: SeenValue): Hover | undefined {
  for (let i = cursor.path.length - 1; i >= 0; i--) {
    const node = cursor.path[i];
    if (node === undefined) continue;
    const parent = cursor.path[i - 1];
    const found =
      hoverPattern(node, parent, cursor) ?? hoverLookup(node, cursor) ?? describe(node, parent, cursor, seen);
    if (found !== undefined) return { span: cursor.toHost(found.span), contents: found.contents };
    if (node.kind === "stage") return undefined;
  }
  return undefined;
}

function describe(
  node: SplNode,
  parent: SplNode | undefined,
  cursor: AnalyticCursor,
  seen: SeenValue,
): Hover | undefined {
  switch (node.kind) {
    case "search-value":
      if (parent?.kind === "search-time") return undefined;
      return describeValue(node.span, node.text, fieldOfValue(parent), cursor);
    case "number":
      return describeValue(node.span, String(node.value), fieldOfComparison(parent), cursor);
    case "string":
      if (parent?.kind === "call" && parent.name.toLowerCase() === "relative_time") {
        const contents = renderRelativeTime(node.value);
        return contents === undefined ? undefined : { span: node.span, contents };
      }
      return describeValue(node.span, node.value, fieldOfComparison(parent), cursor);
    case "literal":
      return describeValue(node.span, node.text, undefined, cursor);
    case "field":
    case "field-expr":
      if (isTemplate(node.name))
        return { span: node.span, contents: `${inlineCode(node.name)}: ${TEMPLATES[node.name]}` };
      return describeField(node.span, node.name, cursor, seen);
    case "dataset": {
      const contents = renderDataset(node.name, node.dataset, cursor.catalog);
      return contents === undefined ? undefined : { span: node.span, contents };
    }
    case "search-time": {
      const value = node.value.kind === "search-value" ? node.value.text : "";
      return { span: node.span, contents: renderSearchTime(node.modifier, value) };
    }
    default:
      return describeName(node, cursor);
  }
}

/** What `foreach` puts in the place of a name. */
const TEMPLATES: Readonly<Record<string, string>> = {
  "<<FIELD>>": "the name of the field that `foreach` has come to; quoted, its value",
  "<<MATCHSTR>>": "the part of the field's name that the wildcards of `foreach` stand for",
  "<<MATCHSEG1>>": "what the first wildcard of `foreach` stands for",
  "<<MATCHSEG2>>": "what the second wildcard of `foreach` stands for",
  "<<MATCHSEG3>>": "what the third wildcard of `foreach` stands for",
  "<<ITEM>>": "the element that `foreach` has come to",
  "<<ITER>>": "the number of the element that `foreach` has come to, from 0",
};

function isTemplate(name: string): boolean {
  return Object.hasOwn(TEMPLATES, name);
}

/** The name of a command, function, aggregation or option under the cursor. */
function describeName(node: SplNode, cursor: AnalyticCursor): Hover | undefined {
  if (!("nameSpan" in node) || node.nameSpan === undefined || !touches(node.nameSpan, cursor.expanded ?? -1))
    return undefined;
  const contents = nameContents(node, cursor);
  return contents === undefined ? undefined : { span: node.nameSpan, contents };
}

function nameContents(node: SplNode, { analytic, stage }: AnalyticCursor): string | undefined {
  const { dialect } = analytic.environment;
  switch (node.kind) {
    case "call": {
      const definition = dialect.function(node.name);
      return definition && renderFunction(definition);
    }
    case "aggregation": {
      const found = dialect.aggregation(`${node.name}${node.param ?? ""}`);
      return found && renderAggregation(found.definition);
    }
    case "option": {
      const parts = Object.values(dialect.command(stage?.command ?? "")?.grammar ?? {});
      const part = parts.find((one) => one.kind === "option" && one.names.includes(node.name));
      return part?.kind === "option" ? renderOption(part) : undefined;
    }
    case "stage": {
      const definition = dialect.command(node.command);
      return definition && renderCommand(definition);
    }
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
  if (parent?.kind === "call" && parent.name.toLowerCase() === "in") {
    const [operand] = parent.args;
    return operand?.kind === "field-expr" ? operand.name : undefined;
  }
  if (parent?.kind === "call" && parent.name.toLowerCase() === "cidrmatch") return "ip";
  if (parent?.kind !== "binary") return undefined;
  if (parent.left.kind === "field-expr") return parent.left.name;
  return parent.right.kind === "field-expr" ? parent.right.name : undefined;
}

function describeField(span: Span, name: string, cursor: AnalyticCursor, seen: SeenValue): Hover | undefined {
  const known = knownOf(name, span, cursor);
  if (known === undefined) return undefined;
  const shown = cursor.analytic.flow.field(known, name);
  const value = OF_EVENTS.has(shown.provenance.kind) ? seen(cursor.analytic.analytic.id, name) : undefined;
  return { span, contents: renderField(name, shown, known, cursor.catalog, value) };
}

/** By which fields a name is judged: where its own stage makes it, at the cursor or in a step before, by what that stage leaves. */
function knownOf(name: string, span: Span, cursor: AnalyticCursor): FieldSet | undefined {
  const { stage, analytic } = cursor;
  if (stage === undefined) return undefined;
  let isMade = false;
  for (const { reads, defines } of stageUses(stage, analytic).steps) {
    if (isMade && reads.some((use) => isSame(use.span, span))) return analytic.flow.after(stage);
    const made = defines.filter((use) => use.name === name && use.role === "define");
    if (made.some((use) => isSame(use.span, span))) return analytic.flow.after(stage);
    isMade ||= made.length > 0;
  }
  const before = analytic.flow.before(stage);
  // What no row has stays away, whatever a filter asks of it.
  const isGone =
    before !== undefined && before.events === null && analytic.flow.field(before, name).presence === "absent";
  return isGone ? before : knownAt(cursor);
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
