// Hand-written facts of the fields that detections read: how the values are written (kind), their table of values, an
// example and one sentence. The facts are data, one file for a log below data/field-facts; a file says where its facts
// come from and which channels they hold for. Kinds are those of the catalog's `FIELD_KINDS`.
import { readFileSync } from "node:fs";

/** The files in the order in which they are asked; it matters for the facts that hold for every channel. */
const FILES = [
  "sysmon",
  "security-accounts",
  "security-logon",
  "security-objects",
  "security-services",
  "system",
  "wmi",
  "powershell",
  "task-scheduler",
  "bits",
  "defender",
  "firewall",
  "applocker",
  "code-integrity",
  "terminal-services",
];

/**
 * Facts `{ names, kind, channels, ids, enum, example, doc }`. Without `kind` the type of the field says it (kinds.mjs);
 * no `channels` means every channel, no `ids` every event. The first fact that fits an event and a name counts.
 */
export const FIELD_FACTS = FILES.flatMap((name) => {
  const file = new URL(`data/field-facts/${name}.json`, import.meta.url);
  const { channels, facts } = JSON.parse(readFileSync(file, "utf8"));
  return facts.map((fact) => ({ channels, ...fact }));
});

/** The fact of a field in an event, or undefined. */
export function factOf(event, field) {
  return FIELD_FACTS.find(
    (fact) =>
      fact.names.includes(field) &&
      (fact.channels.length === 0 || fact.channels.some((pattern) => fits(event.channel, pattern))) &&
      (!fact.ids || fact.ids.includes(event.id)),
  );
}

/** Whether a channel has a name; a `*` at the end of the name stands for any rest. */
function fits(channel, name) {
  return name.endsWith("*") ? channel.startsWith(name.slice(0, -1)) : channel === name;
}
