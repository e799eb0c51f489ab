import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { readUuid } from "#syntax/signature/uuid-text.ts";
import type { ReportBuilder } from "../define.ts";
import type { RuleCheckContext } from "../define-rule-check.ts";
import { statementsInElements } from "./statements-in-elements.ts";
import { statementsInFields } from "./statements-in-fields.ts";
import { statementsInProse, statementsOfIface } from "./statements-in-prose.ts";
import { statementsInSearches } from "./statements-in-searches.ts";

/** A value as written, with the edits that give it another. */
export interface Written {
  readonly value: string;
  readonly span: Span;
  readonly edits: (value: string) => readonly TextEdit[];
}

/** What a rule states of one UUID, in whatever forms, and where it means to find it. */
export interface UuidStatement {
  /** `prose` is text for people: it is judged, but gently. */
  readonly source: "element" | "field" | "iface" | "search" | "prose";
  /** The search that holds it: spans and edits are then of its written text. */
  readonly analytic?: AnalyticAnalysis;
  readonly uuid?: Written;
  readonly hex?: Written;
  readonly ascii?: Written;
  /** Other texts that `ascii` may stand for, where its end is not certain. */
  readonly asciiOtherwise?: readonly string[];
  /** An interface is meant, not a transfer syntax or a class. */
  readonly isInterface: boolean;
  /** Stated names of the interface and its procedures, opnums and versions. */
  readonly interfaceName?: Written;
  readonly opnums: readonly Written[];
  readonly version?: Written;
  readonly ports: readonly Written[];
  /** The printable form is matched by itself. */
  readonly asciiCounts?: boolean;
}

const remembered = new WeakMap<object, readonly UuidStatement[]>();

/** Every statement of a rule file about UUIDs. */
export function statementsOf(rule: object, ctx: RuleCheckContext): readonly UuidStatement[] {
  let known = remembered.get(rule);
  if (known === undefined) {
    known = [
      ...statementsInElements(ctx),
      ...statementsInFields(ctx),
      ...statementsInSearches(ctx),
      ...statementsOfIface(ctx),
      ...statementsInProse(ctx),
    ];
    remembered.set(rule, known);
  }
  return known;
}

/** The canonical form of the UUID that a statement states; undefined when it states none, or not one. */
export function canonicalOf({ uuid }: UuidStatement): string | undefined {
  return uuid === undefined ? undefined : readUuid(uuid.value);
}

/** Reports at a place of a statement, as a hint when people alone read it. */
export function reportAt(statement: UuidStatement, at: Span, message: string, ctx: RuleCheckContext): ReportBuilder {
  const { analytic, source } = statement;
  const report = analytic === undefined ? ctx.report(at, message) : ctx.reportIn(analytic, at, message);
  return source === "prose" ? report.severity("hint").grade("hint") : report;
}
