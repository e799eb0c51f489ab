import type { Value } from "#events/value.ts";
import { type Derivation, first, same } from "../windows/derivation.ts";

/** Reads a field of an event. */
export type GetField = (name: string) => Value;

/**
 * Which events belong to a dataset of a data model, and what its fields are made of. In Splunk tags decide; here a
 * dataset is a set of Windows events, and events of other products that already carry the model's names
 * (SPL reference 5.6).
 */
export interface DatasetRule {
  readonly model: string;
  readonly dataset: string;
  /** The dataset that is meant when only the model is named, and whose name prefixes the fields of its children. */
  readonly root?: string;
  /** Event ids by canonical channel. */
  readonly windows: Readonly<Record<string, readonly number[]>>;
  /** An event that is not of Windows belongs when it has all fields of one of these lists. */
  readonly marks: readonly (readonly string[])[];
  /** A condition beyond that. */
  readonly where?: (get: GetField) => boolean;
  /** Fields that are not simply the event's field of that name. */
  readonly made?: Readonly<Record<string, Derivation>>;
  /** Fields beyond those that the model's description lists. */
  readonly more?: readonly string[];
}

/** The host that an event happened on, for datasets that call it `dest`. */
export const OWN_HOST: Derivation = first(same("dest"), same("Computer"), same("host"));

export const SYSMON = "Microsoft-Windows-Sysmon/Operational";
