// Facts of the raw catalogs, indexed for comparison. Nothing here reads the product's own data.

import { grouped } from "./grouped.mjs";

const LOWER = (text) => String(text).toLowerCase();

/** Indexes over the raw files by their names. */
export function rawFacts(raw) {
  const windows = raw["windows-events"];
  const aliases = new Map(
    windows.channels.flatMap((c) => [c.channel, ...(c.aliases ?? [])].map((n) => [LOWER(n), c.channel])),
  );
  const events = grouped(windows.events, (event) => `${LOWER(event.channel)}/${event.id}`);
  const byId = grouped(windows.events, ({ id }) => id);
  const fields = new Set(windows.events.flatMap((event) => event.fields.map(([name]) => splunkName(name))));
  return {
    events,
    byId,
    fields,
    channelOf: (name) => aliases.get(LOWER(name)),
    logSources: raw["sigma-taxonomy"].logsources.filter(({ product }) => product === "windows"),
    uuids: uuidFacts(raw["rpc-interfaces"]),
    providers: new Map(windows.providers.filter(({ guid }) => guid).map(({ guid, name }) => [bare(guid), name])),
    attack: attackFacts(raw.attack),
    commands: new Map(raw["spl-builtins"].commands.map((one) => [LOWER(one.name), one])),
    functions: functionFacts(raw["spl-builtins"].functions, "eval"),
    aggregations: functionFacts(raw["spl-builtins"].functions, "stats"),
  };
}

export const splunkName = (name) => name.replace(/[^A-Za-z0-9_]/g, "_");

const bare = (guid) => LOWER(guid).replace(/[{}]/g, "");

function uuidFacts({ interfaces, transferSyntaxes, clsids }) {
  return new Map([
    ...clsids.map(({ clsid, name }) => [bare(clsid), { name }]),
    ...interfaces.map(({ uuid, name, version }) => [bare(uuid), { name, version }]),
    ...transferSyntaxes.map(({ uuid, name, version }) => [bare(uuid), { name, version }]),
  ]);
}

function attackFacts({ techniques, tactics, groups, software, mitigations, dataComponents, dataSources }) {
  const all = [...techniques, ...tactics, ...groups, ...software, ...mitigations, ...dataComponents, ...dataSources];
  return {
    byId: new Map(all.map((object) => [object.id, object])),
    tactics: new Map(
      tactics.flatMap((tactic) => [tactic.shortname, tactic.v18?.shortname].filter(Boolean).map((n) => [n, tactic])),
    ),
  };
}

/** Where Splunk's reference contradicts the raw list, the reference counts: `mvmap(<mv>,<expression>)` has no third argument. */
const BY_REFERENCE = { mvmap: { maxArgs: 2 } };

/** `perc<n>` of the raw list stands for every number. */
function functionFacts(list, kind) {
  const ours = list.filter((one) => one.kind === kind);
  return new Map(ours.map((one) => [LOWER(one.name).replace("<n>", ""), { ...one, ...BY_REFERENCE[one.name] }]));
}
