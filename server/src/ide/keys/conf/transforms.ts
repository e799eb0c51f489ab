import type { Keys } from "../key-tree.ts";
import { FLAG } from "./flag.ts";

/** Settings of transforms.conf: lookups, and extractions of fields. */
export const transformsKeys: Keys = {
  filename: { doc: "Table file of a lookup, in lookups/." },
  collection: { doc: "Collection of the KV store that has the rows." },
  external_type: {
    doc: "Where rows come from that are in no file.",
    values: [
      ["kvstore", "a collection"],
      ["python", "a script"],
      ["executable", "a program"],
      ["geo", "shapes of a map"],
    ],
  },
  external_cmd: { doc: "Script and arguments of a lookup that is computed; it is not run here." },
  fields_list: { doc: "Columns, with commas between; for lookups that are in no file." },
  case_sensitive_match: { doc: "Whether values must agree in case; true when left out.", values: FLAG },
  match_type: {
    doc: "Columns that are not compared exactly: `WILDCARD(column)`, `CIDR(column)`, with commas between.",
  },
  default_match: { doc: "Value of the output where too few rows match." },
  min_matches: { doc: "Fewest rows; with fewer, default_match stands." },
  max_matches: { doc: "Most rows for one event." },
  time_field: { doc: "Column of a time: rows near the time of the event match." },
  time_format: { doc: "How that time is written, in codes of strptime." },
  min_offset_secs: { doc: "How long, at least, the event is behind the row." },
  max_offset_secs: { doc: "How long, at most, the event is behind the row." },
  filter: { doc: "Condition on the rows that are looked at." },
  batch_index_query: { doc: "Whether large tables are asked in batches.", values: FLAG },
  allow_caching: { doc: "Whether results of a script are kept.", values: FLAG },
  REGEX: { doc: "Regular expression; its named groups become fields.", regex: true },
  FORMAT: { doc: "Fields or text made of the groups, such as `user::$1`." },
  SOURCE_KEY: { doc: "Field that the expression reads; `_raw` when left out.", values: ["_raw"] },
  DEST_KEY: {
    doc: "Where the text is put while indexing.",
    values: ["queue", "_raw", "_meta", "MetaData:Sourcetype", "MetaData:Host", "MetaData:Source", "_MetaData:Index"],
  },
  WRITE_META: { doc: "Whether fields are put in the index.", values: FLAG },
  INGEST_EVAL: { doc: "Eval expressions carried out while indexing." },
  DELIMS: { doc: 'Characters between pairs, and between key and value: `","` or `"," "="`.' },
  FIELDS: { doc: "Names of the values between DELIMS, with commas between." },
  MV_ADD: { doc: "Whether further values are added to a field.", values: FLAG },
  REPEAT_MATCH: { doc: "Whether the expression is looked for again behind its match.", values: FLAG },
  CLEAN_KEYS: { doc: "Whether characters of names that are neither letters, digits nor `_` become `_`.", values: FLAG },
  KEEP_EMPTY_VALS: { doc: "Whether empty values are kept.", values: FLAG },
  LOOKAHEAD: { doc: "How many characters of an event are read." },
};
