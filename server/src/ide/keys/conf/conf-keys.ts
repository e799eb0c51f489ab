import { type KeyNode, type Keys, keyAt } from "../key-tree.ts";
import { FLAG } from "./flag.ts";
import { propsKeys } from "./props.ts";
import { savedSearchKeys } from "./savedsearches.ts";
import { transformsKeys } from "./transforms.ts";

const macrosKeys: Keys = {
  definition: { doc: "Text that stands for the macro; `$name$` is an argument.", required: true },
  args: { doc: "Names of the arguments, with commas between; as many as the stanza's name says." },
  iseval: { doc: "Whether the definition is an eval expression that gives the text.", values: FLAG },
  validation: { doc: "Eval expression over the arguments that must be true." },
  errormsg: { doc: "What is said when it is not." },
  description: { doc: "What the macro is for." },
  disabled: { doc: "Whether it counts for nothing.", values: FLAG },
};

const eventTypesKeys: Keys = {
  search: {
    doc: "Search without pipes; events for which it holds get the stanza's name in the field `eventtype`.",
    required: true,
  },
  tags: { doc: "Tags of the event type; current versions take tags.conf." },
  description: { doc: "What the events are." },
  priority: { doc: "Which type gives the colour; 1 counts most, 10 least." },
  color: { doc: "Colour of the events in the list." },
  disabled: { doc: "Whether it is switched off.", values: FLAG },
};

const STATES = [
  ["enabled", "the value has the tag"],
  ["disabled", "it has not, though another file says so"],
] as const;

/** Tags by which the Common Information Model finds events. */
const TAGS = [
  "alert",
  "attack",
  "authentication",
  "certificate",
  "change",
  "communicate",
  "dns",
  "email",
  "endpoint",
  "filesystem",
  "ids",
  "listening",
  "malware",
  "network",
  "performance",
  "port",
  "privileged",
  "process",
  "proxy",
  "registry",
  "report",
  "resolution",
  "service",
  "session",
  "vulnerability",
  "web",
];

const tagsKeys: Keys = {
  ...Object.fromEntries(TAGS.map((tag) => [tag, { doc: "Tag of the Common Information Model.", values: STATES }])),
  "*": { doc: "Tag of the value that the stanza names.", values: STATES },
};

const FILES: Readonly<Record<string, Keys>> = {
  "savedsearches.conf": savedSearchKeys,
  "macros.conf": macrosKeys,
  "transforms.conf": transformsKeys,
  "props.conf": propsKeys,
  "eventtypes.conf": eventTypesKeys,
  "tags.conf": tagsKeys,
};

/** The settings of a .conf file by its path; undefined for one that is not known. */
export function confKeys(path: string): Keys | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return Object.hasOwn(FILES, name) ? FILES[name] : undefined;
}

/** What a key of a .conf file means; the part of its name that is the author's own is behind a hyphen. */
export function confKey(path: string, key: string): KeyNode | undefined {
  const keys = confKeys(path);
  if (keys === undefined) return undefined;
  const prefix = /^[A-Z]+-(?=.)/.exec(key)?.[0] ?? "";
  return Object.hasOwn(keys, prefix) ? keys[prefix] : keyAt(keys, [key]);
}
