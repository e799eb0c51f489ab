import type { Span } from "#base/span.ts";
import type { FieldSet } from "#events/field-set.ts";
import { admittedIds } from "../admitted-ids.ts";
import { type AnalyticCursor, fieldsBefore } from "../cursor.ts";
import { renderSource } from "../render/source.ts";
import type { Hover } from "../types.ts";
import { MASK_FIELDS, type MaskObjects, renderAccessMask } from "./access-mask.ts";
import { askedLogs } from "./asked-logs.ts";
import { isAddressField, renderLiteral } from "./literal.ts";
import { hoverOpnum } from "./opnum.ts";
import { EVENT_ID_FIELDS, renderEventId, renderFieldValue } from "./windows-value.ts";

/**
 * The fields by which a filter's own names are judged: it says itself which events it admits, so what it leaves counts. Before
 * any other stage, what comes to it.
 */
export function knownAt(cursor: AnalyticCursor): FieldSet | undefined {
  const { stage, analytic } = cursor;
  const filters = stage !== undefined && (stage.command === "search" || stage.command === "where");
  return filters ? analytic.flow.after(stage) : fieldsBefore(cursor);
}

/** What a value means, by the field that it is compared with if there is one, else by itself. */
export function describeValue(
  span: Span,
  text: string,
  field: string | undefined,
  cursor: AnalyticCursor,
): Hover | undefined {
  const contents = (field === undefined ? undefined : byField(field, text, cursor)) ?? byItself(text, field, cursor);
  return contents === undefined ? undefined : { span, contents };
}

function byField(field: string, text: string, cursor: AnalyticCursor): string | undefined {
  const { catalog } = cursor;
  const known = knownAt(cursor);
  const rule = cursor.analytic.expanded.text;
  // Other logs have numbers under these names too; they are Windows events where the search admits such alone.
  const isShared = field === "signature_id" || field === "event_id";
  if (EVENT_ID_FIELDS.has(field) && /^\d{1,5}$/.test(text)) {
    const logs = askedLogs(cursor);
    if (!isShared || known?.kinds.open === false || logs.windowsOnly)
      return renderEventId(Number(text), known?.kinds ?? null, catalog, logs);
  }
  if (field === "source" || field === "sourcetype") return renderSource(field, text, catalog);
  const events = admittedIds(cursor.analytic, known);
  if (MASK_FIELDS.has(field)) return renderAccessMask(field, text, objectsOf(field, known, cursor), catalog);
  return (
    hoverOpnum(field, text, { scope: rule, rule }, catalog) ??
    renderFieldValue(field, text, catalog, events) ??
    renderFieldValue(field, bare(text), catalog, events)
  );
}

/** A value without the wildcards around it. */
function bare(text: string): string {
  return text.replace(/^\*+|\*+$/g, "");
}

/** Which objects the search admits where a mask is compared. */
export function objectsOf(field: string, known: FieldSet | undefined, { analytic }: AnalyticCursor): MaskObjects {
  if (known === undefined) return { types: [], events: [] };
  const { domain } = analytic.flow.field(known, field.includes("_") ? "Object_Type" : "ObjectType");
  return {
    types: domain.kind === "set" ? domain.values : [],
    events: known.kinds.open ? [] : known.kinds.kinds.map(({ id }) => id),
  };
}

function byItself(text: string, field: string | undefined, { catalog }: AnalyticCursor): string | undefined {
  const isAddress = field !== undefined && isAddressField(field, catalog);
  return renderLiteral(text, catalog, isAddress);
}
