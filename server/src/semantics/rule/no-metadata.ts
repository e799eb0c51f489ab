import type { RuleMetadata } from "./rule-file.ts";

/** The metadata of a file that states none. */
export const noMetadata: RuleMetadata = {
  name: undefined,
  id: undefined,
  status: undefined,
  description: undefined,
  date: undefined,
  techniques: [],
  tactics: [],
  dataComponents: [],
  references: [],
};
