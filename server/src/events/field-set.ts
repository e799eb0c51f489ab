import type { Span } from "#base/span.ts";
import { GrownMap } from "./grown-map.ts";

/** A kind of event that may still reach a point of a pipeline: `key` is "channel\0id", or another data source's name. */
export interface EventKind {
  readonly key: string;
  /** Canonical channel name. */
  readonly channel: string;
  /** Decimal event id. */
  readonly id: number;
}

/**
 * Which kinds of event are admitted. `open`: anything, since knowledge ends (no condition names a channel, or one that is
 * in no catalog). A closed list may be empty: then nothing can be admitted.
 */
export type EventKinds = { readonly open: true } | { readonly open: false; readonly kinds: readonly EventKind[] };

/** Whether a field is there: always, perhaps, or never. */
export type Presence = "definite" | "maybe" | "absent";

/** What values a field may hold, as far as it is known. */
export type ValueDomain =
  | { readonly kind: "any" }
  | { readonly kind: "set"; readonly values: readonly string[]; readonly ignoreCase: boolean }
  | { readonly kind: "range"; readonly low?: number; readonly high?: number };

/** Where a field came from, for hovers and for proofs. */
export interface Provenance {
  readonly kind:
    | "event"
    | "default"
    | "eval"
    | "rex"
    | "aggregation"
    | "lookup"
    | "join"
    | "rename"
    | "command"
    | "unknown";
  /** Where in the analytic it was made. */
  readonly span?: Span;
  /** The fields that its value comes from. */
  readonly from: readonly string[];
}

/** What is known of one field at one point. */
export interface FieldInfo {
  /** Presence by event kind key; kinds that are not listed have `presence`. */
  readonly presence: Presence;
  readonly presenceByKind?: ReadonlyMap<string, Presence>;
  readonly type: "any" | "string" | "number" | "boolean";
  readonly multivalue: "never" | "maybe" | "always";
  readonly domain: ValueDomain;
  readonly casing: "as-is" | "lower" | "upper";
  /** A kind of content from the catalog: full-path, ip, port, qualified-account …, kept through lower() and the like. */
  readonly content?: string;
  readonly provenance: Provenance;
}

/** A field that was there and is not any more, with the stage that removed it. */
export interface Removal {
  readonly name: string;
  readonly span: Span;
  readonly command: string;
}

/**
 * The fields known at a point of a pipeline. A name is looked up in `written` first; otherwise, while `events` is set,
 * the admitted event kinds tell; otherwise it is absent when the set is closed and unknown when it is open.
 */
export interface FieldSet {
  readonly written: ReadonlyMap<string, FieldInfo>;
  /** Set while rows are still events whose own fields can be read; null after a command that closes the set. */
  readonly events: EventKinds | null;
  /** Fields that are neither written nor known of the events may exist. */
  readonly open: boolean;
  /** What removed which field; also `"*"` for a command that keeps only what it names. */
  readonly removed: readonly Removal[];
  readonly hasRaw: boolean;
  readonly order: "time-desc" | "sorted" | "unknown";
  /** The event kinds for which rows can still exist; kept after `events` is null, so that presence by kind stays meaningful. */
  readonly kinds: EventKinds;
}

/** A field about which nothing is known but that it may be there. */
export const UNKNOWN_FIELD: FieldInfo = {
  presence: "maybe",
  type: "any",
  multivalue: "maybe",
  domain: { kind: "any" },
  casing: "as-is",
  provenance: { kind: "unknown", from: [] },
};

/** A field that a command makes: there for certain unless told otherwise. */
export function madeField(provenance: Provenance, over: Partial<FieldInfo> = {}): FieldInfo {
  return { ...UNKNOWN_FIELD, presence: "definite", multivalue: "never", provenance, ...over };
}

/** The set after a field was written. */
export function withField(before: FieldSet, name: string, info: FieldInfo): FieldSet {
  return { ...before, written: GrownMap.of(before.written, [[name, info]]) };
}

/** The set after several fields were written, in order. */
export function withFields(before: FieldSet, fields: Iterable<readonly [string, FieldInfo]>): FieldSet {
  return { ...before, written: GrownMap.of(before.written, fields) };
}

/** The set after fields were removed by a stage. */
export function withoutFields(
  before: FieldSet,
  names: Iterable<string>,
  by: { span: Span; command: string },
): FieldSet {
  const gone = [...names];
  const written = GrownMap.of(
    before.written,
    gone.map((name) => [name, { ...UNKNOWN_FIELD, presence: "absent" }] as const),
  );
  return { ...before, written, removed: [...before.removed, ...gone.map((name) => ({ name, ...by }))] };
}

/** The set after a stage that leaves only these fields: stats, table, chart and the like. */
export function onlyFields(
  before: FieldSet,
  fields: Iterable<readonly [string, FieldInfo]>,
  by: { span: Span; command: string },
  over: { open?: boolean; hasRaw?: boolean; order?: FieldSet["order"] } = {},
): FieldSet {
  return {
    written: new Map(fields),
    events: null,
    open: over.open ?? false,
    removed: [...before.removed, { name: "*", ...by }],
    hasRaw: over.hasRaw ?? false,
    order: over.order ?? before.order,
    kinds: before.kinds,
  };
}

/** The set of which nothing is known: any field may be there. */
export function openFields(before: FieldSet): FieldSet {
  return { ...before, open: true };
}
