// The raw files with the corrections that change what they say; the others only judge or add.
import { LABELS, RENAMED, SOURCETYPES } from "./corrections.mjs";

/** A copy of the raw files; fails when a correction does not fit them any more. */
export function corrected(raw) {
  const windows = raw["windows-events"];
  const splunk = raw["splunk-fields"];
  const events = windows.events.map((event) => {
    const names = new Map(RENAMED.find(([channel, id]) => channel === event.channel && id === event.id)?.[2] ?? []);
    const missing = [...names.keys()].find((name) => !event.fields.some(([field]) => field === name));
    if (missing !== undefined) throw new Error(`${event.channel} ${event.id} has no field ${missing} to rename`);
    const fields = event.fields.map(([name, ...rest]) => [names.get(name) ?? name, ...rest]);
    return names.size === 0 ? event : { ...event, fields };
  });
  const xmlToClassic = splunk.xmlToClassic.map((row) => {
    const pairs = LABELS.find(([channel, id]) => channel === row.channel && id === row.id)?.[2] ?? {};
    const known = Object.keys(pairs).find((name) => row.xmlToClassic[name] !== undefined);
    if (known !== undefined) throw new Error(`${row.channel} ${row.id} has a label for ${known} by now`);
    return { ...row, xmlToClassic: { ...row.xmlToClassic, ...pairs } };
  });
  return {
    ...raw,
    "windows-events": { ...windows, events },
    "splunk-fields": { ...splunk, xmlToClassic, sourcetypes: [...splunk.sourcetypes, ...SOURCETYPES] },
  };
}
