import type { Provider } from "./provider.ts";
import { commandArguments } from "./providers/arguments.ts";
import { commands } from "./providers/commands.ts";
import { fields } from "./providers/fields.ts";
import { aggregations, functions } from "./providers/functions.ts";
import { dataModels, lookups, macros } from "./providers/names.ts";
import { values } from "./providers/values.ts";

/** Every provider, asked in this order. */
export const providers: readonly Provider[] = [
  commands,
  functions,
  aggregations,
  fields,
  values,
  commandArguments,
  macros,
  lookups,
  dataModels,
];
