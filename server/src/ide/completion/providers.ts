import type { Provider } from "./provider.ts";
import { commandArguments } from "./providers/arguments.ts";
import { attackValues } from "./providers/attack-values.ts";
import { commands } from "./providers/commands.ts";
import { dataModelFields } from "./providers/data-model-fields.ts";
import { datasetFields } from "./providers/dataset-fields.ts";
import { eventIds } from "./providers/event-ids.ts";
import { fields } from "./providers/fields.ts";
import { aggregations, functions } from "./providers/functions.ts";
import { lookupColumns } from "./providers/lookup-columns.ts";
import { dataModels, lookups, macros } from "./providers/names.ts";
import { operators } from "./providers/operators.ts";
import { rpcValues } from "./providers/rpc-values.ts";
import { savedSearches } from "./providers/saved-searches.ts";
import { seenValues } from "./providers/seen-values.ts";
import { values } from "./providers/values.ts";

/** Every provider, asked in this order. */
export const providers: readonly Provider[] = [
  commands,
  functions,
  aggregations,
  fields,
  dataModelFields,
  datasetFields,
  eventIds,
  seenValues,
  values,
  rpcValues,
  attackValues,
  lookupColumns,
  commandArguments,
  operators,
  macros,
  lookups,
  dataModels,
  savedSearches,
];
