// ATT&CK for Enterprise: ids, names, states and relations.
import { byText, sortedDictionary, trimmed } from "./format.mjs";

export function attack(raw) {
  const data = raw.attack;
  const byId = (list) => [...list].sort((a, b) => byText(a.id, b.id));
  const words = sortedDictionary([
    ...data.techniques.flatMap((t) => [...t.platforms, ...t.tactics, ...(t.v18tactics ?? [])]),
    ...data.analytics.flatMap((a) => [...a.platforms, ...(a.logSources ?? []).flat()]),
    ...data.dataComponents.flatMap((c) =>
      (c.logSources ?? []).flatMap(([log, conditions]) => [log, ...(conditions ?? [])]),
    ),
  ]);
  const at = (texts) => (texts ?? []).map(words.of);
  const current = currentIds(data.techniques);
  return {
    version: data.meta.version,
    words: words.values,
    tactics: data.tactics.map((t) =>
      trimmed([t.id, t.name, t.shortname, t.since ?? null, t.v18?.name ?? null, t.v18?.shortname ?? null]),
    ),
    techniques: byId(data.techniques).map((t) => {
      const more = {};
      if (t.revokedBy) more.revokedBy = t.revokedBy;
      if (t.revokedIn) more.revokedIn = t.revokedIn;
      if (t.revoked && current(t.id) !== t.revokedBy) more.currentId = current(t.id);
      if (t.deprecated) more.deprecated = 1;
      if (t.since) more.since = t.since;
      if (t.v18name) more.formerName = t.v18name;
      if (t.v18tactics) more.formerTactics = at(t.v18tactics);
      const row = [t.id, t.name, at(t.tactics), at(t.platforms)];
      return Object.keys(more).length > 0 ? [...row, more] : row;
    }),
    groups: byId(data.groups).map((g) => trimmed([g.id, g.name, g.aliases ?? [], ...state(g)])),
    software: byId(data.software).map((s) =>
      trimmed([s.id, s.name, s.aliases ?? [], ...state(s), s.type === "tool" ? 1 : null]),
    ),
    mitigations: byId(data.mitigations).map((m) => [m.id, m.name]),
    campaigns: byId(data.campaigns).map((c) => [c.id, c.name]),
    dataSources: byId(data.dataSources).map((d) => trimmed([d.id, d.name, d.deprecatedIn ?? null])),
    dataComponents: byId(data.dataComponents).map((c) =>
      trimmed([
        c.id,
        c.name,
        c.dataSource ?? null,
        (c.logSources ?? []).map(([log, conditions]) => [words.of(log), ...at(conditions)]),
        c.deprecated ? 1 : null,
      ]),
    ),
    strategies: byId(data.detectionStrategies).map((s) => [s.id, s.name, s.techniques, analyticRows(data, s, at)]),
  };
}

/** Columns shared by groups and software: revoked by, deprecated. */
function state(object) {
  return [object.revokedBy ?? null, object.deprecated ? 1 : null];
}

/** Analytics of a strategy: rows [number of the id, platforms, log sources]. */
function analyticRows(data, strategy, at) {
  const rows = data.analytics.filter((a) => a.strategy === strategy.id);
  if (rows.map((a) => a.id).join() !== strategy.analytics.join()) throw new Error(`analytics of ${strategy.id} differ`);
  return rows.map((a) => trimmed([Number(a.id.slice(2)), at(a.platforms), a.logSources ? a.logSources.map(at) : null]));
}

/** The live technique at the end of a chain of revocations. */
function currentIds(techniques) {
  const next = new Map(techniques.filter((t) => t.revokedBy).map((t) => [t.id, t.revokedBy]));
  return (id) => {
    const seen = new Set();
    let at = id;
    while (next.has(at) && !seen.has(at)) {
      seen.add(at);
      at = next.get(at);
    }
    return at;
  };
}
