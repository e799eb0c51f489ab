/** A key of a Splunk configuration file: what it does, and whether its value is a regular expression. */
export interface ConfKey {
  readonly doc: string;
  readonly regex?: true;
}

type ConfKeys = Readonly<Record<string, ConfKey>>;

const DISABLED = { doc: "1 or true: the stanza counts for nothing." };

const MACROS: ConfKeys = {
  definition: { doc: "The text that stands for the macro; `$name$` is an argument." },
  args: { doc: "Names of the arguments, with commas between; as many as the stanza's `(n)` says." },
  description: { doc: "What the macro is for." },
  iseval: { doc: "true: the definition is an eval expression whose result is the text." },
  validation: { doc: "An eval expression over the arguments that must be true." },
  errormsg: { doc: "What is said when the validation is false." },
  disabled: DISABLED,
};

const SAVED_SEARCHES: ConfKeys = {
  search: { doc: "The search." },
  description: { doc: "What the search is for." },
  cron_schedule: { doc: "When it runs, in the five fields of cron." },
  enableSched: { doc: "1: it runs by its schedule." },
  schedule_window: { doc: "Minutes by which its start may be put off, or auto." },
  realtime_schedule: { doc: "1: missed times are passed over; 0: every period is run, late if need be." },
  "dispatch.earliest_time": { doc: "Start of the time range." },
  "dispatch.latest_time": { doc: "End of the time range; events at it are left out." },
  disabled: DISABLED,
};

const TRANSFORMS: ConfKeys = {
  REGEX: { doc: "The regular expression that extracts; its groups go where FORMAT says.", regex: true },
  FORMAT: { doc: "Fields and their values, such as `name::$1`; `$n` is a group of REGEX." },
  SOURCE_KEY: { doc: "Field that REGEX looks at; `_raw` when left out." },
  DEST_KEY: { doc: "Where the result goes when events are indexed; without effect on searches." },
  MV_ADD: { doc: "true: further matches add values to a field." },
  CLEAN_KEYS: { doc: "true: characters that are not allowed in names of fields become `_`." },
  DELIMS: { doc: "Characters that stand between fields, and between name and value." },
  FIELDS: { doc: "Names of the fields between DELIMS, in order." },
  filename: { doc: "The CSV file of a lookup, in the lookups folder of an app." },
  collection: { doc: "The KV store collection of a lookup." },
  external_type: { doc: "Kind of a lookup that is no CSV file: kvstore, python, executable, geo." },
  external_cmd: { doc: "Command that answers a lookup; it is not run here." },
  fields_list: { doc: "Columns of the lookup, with commas between." },
  match_type: { doc: "Columns that are not compared exactly: `WILDCARD(column)`, `CIDR(column)`." },
  case_sensitive_match: { doc: "false: upper and lower case are the same; true when left out." },
  max_matches: { doc: "How many rows may match one event." },
  min_matches: { doc: "Fewer matching rows are filled up with default_match." },
  default_match: { doc: "The value that fills up to min_matches." },
  time_field: { doc: "Column with a time: only rows near the event's time count." },
  time_format: { doc: "How time_field is written, in codes of strptime." },
  max_offset_secs: { doc: "How many seconds the event may be after the row's time." },
  min_offset_secs: { doc: "How many seconds the event must be after the row's time at least." },
  filter: { doc: "A condition on the rows of the lookup." },
};

/** Keys of props.conf that end in a name of one's own. */
const PROPS: ConfKeys = {
  EXTRACT: {
    doc: "A regular expression whose named groups become fields; ` in field` behind it says where it looks.",
    regex: true,
  },
  REPORT: { doc: "Stanzas of transforms.conf that extract fields." },
  FIELDALIAS: { doc: "`field AS alias`: a second name for a field. With ASNEW an alias that is there stays." },
  EVAL: { doc: "An eval expression; the name behind the dash is the field that it makes." },
  LOOKUP: { doc: "A lookup by itself: table, columns AS fields, OUTPUT or OUTPUTNEW." },
  TRANSFORMS: {
    doc: "Stanzas of transforms.conf that change events when they are indexed; without effect on searches.",
  },
  SEDCMD: { doc: "A sed script that changes the text when events are indexed; without effect on searches." },
};

const PLAIN_PROPS: ConfKeys = {
  KV_MODE: { doc: "How fields are found in the text of events: auto, none, json, xml, multi." },
  TIME_FORMAT: { doc: "How the time of an event is written, in codes of strptime." },
  TIME_PREFIX: { doc: "A regular expression that stands right before the time.", regex: true },
  LINE_BREAKER: { doc: "A regular expression between events; its first group belongs to none of them.", regex: true },
  SHOULD_LINEMERGE: { doc: "true: lines are joined to events." },
  sourcetype: { doc: "Source type that the events of the stanza get." },
  rename: { doc: "Source type under which searches see the events of the stanza." },
};

const EVENT_TYPES: ConfKeys = {
  search: { doc: "Events for which it holds get the stanza's name in the field `eventtype`." },
  priority: { doc: "1 to 10: which colour counts when several fit." },
  color: { doc: "Colour of the event type in lists of results." },
  description: { doc: "What the event type is for." },
  tags: { doc: "Tags of the event type; use tags.conf in current versions." },
  disabled: DISABLED,
};

const FILES: Readonly<Record<string, ConfKeys>> = {
  macros: MACROS,
  savedsearches: SAVED_SEARCHES,
  transforms: TRANSFORMS,
  props: PLAIN_PROPS,
  eventtypes: EVENT_TYPES,
};

/** What a key of a configuration file does; `file` is its name without `.conf`. Undefined for keys that are not described here. */
export function confKey(file: string, key: string): ConfKey | undefined {
  if (file === "tags") return { doc: "A tag: `enabled` gives it to the events of the stanza, `disabled` takes it." };
  const keys = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
  if (keys !== undefined && Object.hasOwn(keys, key)) return keys[key];
  const kind = file === "props" ? /^([A-Z]+)-./.exec(key)?.[1] : undefined;
  return kind !== undefined && Object.hasOwn(PROPS, kind) ? PROPS[kind] : undefined;
}
