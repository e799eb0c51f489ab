import type { CatalogSubject } from "./catalog.ts";
import {
  boolean,
  count,
  either,
  flag,
  list,
  mapping,
  nullable,
  number,
  type Of,
  oneOf,
  problemsOf,
  record,
  row,
  type SchemaProblem,
  text,
} from "./shape.ts";

// Shapes of the data files. Numbers called `*Ref` are positions in the dictionary of the same file.

const header = record({
  subject: text,
  source: list(text),
  retrieved: text,
  licence: text,
  generator: text,
});

const ref = count;
const refs = list(count);
/** Numbers in which -k stands for the k numbers after the one before it. */
const runs = list(number);

/** How the values of a field are written. */
export const FIELD_KINDS = [
  "full-path",
  "base-name",
  "ip",
  "port",
  "hex-id",
  "decimal-id",
  "guid",
  "sid",
  "account",
  "qualified-account",
  "command-line",
  "hash",
  "time",
  "text",
  "number",
  "enum",
] as const;
const kind = oneOf(...FIELD_KINDS);

const eventMore = record(
  {},
  {
    titleFrom: oneOf("field-names", "symbol", "placeholder"),
    audit: refs,
    // Logged whether the audit policy is on or not.
    unconditional: flag,
    level: text,
    container: text,
    ruleName: text,
    unnamedData: count,
    dataKeys: list(text),
    // Position of the field, since, until, "a" for a later field that is always there today.
    versions: list(row([count], [nullable(text), nullable(text), nullable(oneOf("a"))])),
    open: flag,
  },
);

const windowsEvents = record({
  header,
  // Name, providers, abbreviation, Sigma services, aliases.
  channels: list(row([text, refs], [nullable(text), nullable(list(text)), nullable(list(text))])),
  providers: list(row([text], [text])),
  audits: list(row([text, text, text])),
  names: list(text),
  types: list(text),
  // Kind, table, example, doc.
  facts: list(row([nullable(kind)], [nullable(text), nullable(text), nullable(text)])),
  // Name, type, fact.
  specs: list(row([ref, ref], [ref])),
  // Channel, provider, id, title, uses, fields.
  events: list(row([ref, ref, count, text, count, runs], [eventMore])),
});

const sources = record({
  header,
  words: list(text),
  lists: list(runs),
  // Name, source, sourcetype, separator, value, uses, fields, output fields, components, add-ons, CIM, note.
  dataSources: list(
    row(
      [text, text, text, nullable(text), nullable(text), count],
      [
        ref,
        ref,
        ref,
        list(row([ref], [text])),
        nullable(list(row([text, list(row([text, either("text or a list of texts", text, list(text))]))]))),
        nullable(text),
      ],
    ),
  ),
  sourcetypes: list(row([text, text, count])),
  // Source types that the data sources tell no fields of: their names, and their fields as text with spaces between.
  sourcetypeFields: list(row([list(text), text])),
});

const headerMore = record({}, { kind, enum: text, addOn: boolean, sometimes: boolean });

const fields = record({
  header,
  headerFields: list(row([text, text, text, text], [headerMore])),
  defaults: list(row([text, text])),
  words: list(text),
  classic: list(row([text, count, refs], [flag])),
  xmlToClassic: list(row([text, count, list(row([ref, ref]))])),
  aliases: list(row([text, count, list(row([ref], [nullable(ref), nullable(text), nullable(text)]))])),
  // Name, uses, kind, table, example, doc.
  docs: list(row([text], [nullable(count), nullable(kind), nullable(text), nullable(text), nullable(text)])),
});

const dataModels = record({
  header,
  // Model, description, datasets: name, parent, tags, constraint, fields: name, requirement, type, values.
  models: list(
    row([
      text,
      text,
      list(row([text, nullable(text), list(text), text, list(row([text, count, text], [list(text)]))])),
    ]),
  ),
  fieldUse: list(row([text, count])),
  datasetUse: list(row([text, count])),
});

const macros = record({
  header,
  // Name, origin, uses, definition, arguments, description.
  macros: list(row([text, oneOf("built-in", "content", "source"), count, text, list(text)], [text])),
});

const lookups = record({
  header,
  // Name, type, columns, match types.
  lookups: list(row([text, text], [nullable(list(text)), list(text)])),
});

const techniqueMore = record(
  {},
  {
    revokedBy: text,
    revokedIn: text,
    currentId: text,
    deprecated: flag,
    since: text,
    formerName: text,
    formerTactics: refs,
  },
);

const attack = record({
  header,
  version: text,
  words: list(text),
  tactics: list(row([text, text, text], [nullable(text), nullable(text), text])),
  techniques: list(row([text, text, refs, refs], [techniqueMore])),
  groups: list(row([text, text], [list(text), nullable(text), flag])),
  software: list(row([text, text], [list(text), nullable(text), nullable(flag), flag])),
  mitigations: list(row([text, text])),
  campaigns: list(row([text, text])),
  dataSources: list(row([text, text], [text])),
  dataComponents: list(row([text, text], [nullable(text), list(refs), flag])),
  // Id, name, techniques, analytics: number, platforms, log sources (component, log, condition).
  strategies: list(row([text, text, list(text), list(row([count, refs], [list(refs)]))])),
});

const interfaceMore = record(
  {},
  {
    aliases: list(text),
    description: text,
    zeek: either("text or 1", text, flag),
    endpoints: refs,
    binaries: refs,
    attack: list(row([text, list(count), list(text)])),
  },
);

const rpcInterfaces = record({
  header,
  constants: mapping(mapping(text)),
  protocolTitles: mapping(text),
  transferSyntaxes: list(row([text, text, text, text])),
  classes: list(row([text, text])),
  words: list(text),
  // UUID, name, version, kind, protocols, procedures.
  interfaces: list(
    row(
      [
        text,
        nullable(text),
        text,
        count,
        refs,
        list(
          either("a name, a pair of names or a number", either("a name or a number", text, count), row([text, text])),
        ),
      ],
      [interfaceMore],
    ),
  ),
});

const enums = record({
  header,
  // Name, doc, flags, values, ids of the events it is for where others give the same fields other values.
  tables: list(row([text, text, count, list(row([text, text]))], [list(count)])),
  fields: list(row([text, list(text)])),
});

const argument = record(
  { name: text },
  { type: text, default: text, values: list(text), required: flag, positional: flag, clause: flag },
);

const splBuiltins = record({
  header,
  // Name, types, description, arguments, uses.
  commands: list(
    row(
      [text, list(text), text, list(argument), count],
      [record({}, { inferred: flag, aliasOf: text, addOn: text, legacy: flag })],
    ),
  ),
  // Name, kind, category, least and most arguments, returns, description.
  functions: list(
    row([text, oneOf("eval", "stats", "convert"), nullable(text), count, nullable(count), nullable(text), text]),
  ),
  timeVariables: list(row([text, text])),
  timeModifiers: list(text),
  timeUnits: list(row([text, list(text)])),
  limits: list(row([text, number, text])),
});

const usage = record({
  header,
  names: list(text),
  // Situation, all uses in it, then names and their uses in turn.
  situations: list(row([text, count, list(count)])),
  // Kind of item, then its clues with their weights.
  weights: list(row([text, list(row([text, number]))])),
});

/** Shape of each data file. */
export const SCHEMAS = {
  "windows-events": windowsEvents,
  sources,
  fields,
  "data-models": dataModels,
  macros,
  lookups,
  attack,
  "rpc-interfaces": rpcInterfaces,
  enums,
  "spl-builtins": splBuiltins,
  usage,
} as const;

/** Types of the data files. */
export type CatalogData = { readonly [S in CatalogSubject]: Of<(typeof SCHEMAS)[S]> };

/** Problems of a data file, with their place; none when it is as the product expects. For tests: it visits everything. */
export function validate(subject: CatalogSubject, value: unknown): readonly SchemaProblem[] {
  return problemsOf(SCHEMAS[subject], value);
}
