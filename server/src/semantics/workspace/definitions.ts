import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { MacroDefinition } from "../environment.ts";
import type { EventType, FieldDefinition, FieldTransform, LookupDefinition, SavedSearch, Tag } from "./names.ts";

/** Where something is written. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** Which definitions win over which: `overlay` over `local` over `default` over `content`. */
export const LAYERS = ["content", "default", "local", "overlay"] as const;

export type Layer = (typeof LAYERS)[number];

/** A definition with the place of its name. */
export interface Defined<T> {
  readonly value: T;
  readonly place: Place;
  readonly layer: Layer;
}

/** A problem of one file. */
export interface FileProblem {
  readonly file: string;
  readonly problem: Problem;
}

/** What files define, as far as it could be read, and what is wrong with them. */
export interface Definitions {
  readonly macros: readonly Defined<MacroDefinition>[];
  /** What an overlay says of a lookup may be a part of its definition. */
  readonly lookups: readonly Defined<LookupDefinition>[];
  readonly savedSearches: readonly Defined<SavedSearch>[];
  readonly fieldDefinitions: readonly Defined<FieldDefinition>[];
  readonly transforms: readonly Defined<FieldTransform>[];
  readonly eventTypes: readonly Defined<EventType>[];
  readonly tags: readonly Defined<Tag>[];
  readonly problems: readonly FileProblem[];
}

/** The definitions of a workspace that has none. */
export const NO_DEFINITIONS: Definitions = {
  macros: [],
  lookups: [],
  savedSearches: [],
  fieldDefinitions: [],
  transforms: [],
  eventTypes: [],
  tags: [],
  problems: [],
};
