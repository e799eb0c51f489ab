import { once } from "#base/memo.ts";
import type { Attack, AttackObject } from "./attack.ts";
import {
  analyticFacts,
  dataComponentFacts,
  dataSourceFacts,
  groupFacts,
  namedFacts,
  softwareFacts,
  strategyFacts,
  tacticFacts,
  techniqueFacts,
} from "./attack-facts.ts";
import { grouped, indexed, wordScore, words } from "./collect.ts";
import type { CatalogData } from "./schema.ts";

/** Builds the read API over the data file; each kind of object is made at its first use. */
export function buildAttack(data: CatalogData["attack"]): Attack {
  const tactics = once(() => Object.freeze(tacticFacts(data)));
  const techniques = once(() => Object.freeze(techniqueFacts(data)));
  const components = once(() => Object.freeze(dataComponentFacts(data)));
  const strategies = once(() => strategyFacts(data));
  const byTactic = once(() => indexed(tactics().flatMap(tacticKeys), ([key]) => key));
  const byTechnique = byId(techniques);
  const byParent = once(() => grouped(techniques(), (t) => t.parent));
  const byComponent = once(() =>
    indexed(
      components().flatMap((c) => [[c.id.toLowerCase(), c] as const, [c.name.toLowerCase(), c] as const]),
      ([key]) => key,
    ),
  );
  const groups = byId(once(() => groupFacts(data)));
  const software = byId(once(() => softwareFacts(data)));
  const mitigations = byId(once(() => namedFacts(data.mitigations, "mitigations")));
  const campaigns = byId(once(() => namedFacts(data.campaigns, "campaigns")));
  const dataSources = byId(once(() => dataSourceFacts(data)));
  const byStrategy = byId(strategies);
  const strategiesOf = once(() =>
    grouped(
      strategies().flatMap((s) => s.techniques.map((technique) => ({ technique, s }))),
      ({ technique }) => technique,
    ),
  );
  const analytics = byId(once(() => analyticFacts(data)));
  const objects = once((): ReadonlyMap<string, AttackObject> => {
    const all: AttackObject[] = [
      ...tactics().map((o) => ({ kind: "tactic", ...o }) as const),
      ...techniques().map((o) => ({ kind: "technique", ...o }) as const),
      ...[...groups().values()].map((o) => ({ kind: "group", ...o }) as const),
      ...[...software().values()].map((o) => ({ kind: "software", ...o }) as const),
      ...[...mitigations().values()].map((o) => ({ kind: "mitigation", ...o }) as const),
      ...[...campaigns().values()].map((o) => ({ kind: "campaign", ...o }) as const),
      ...[...dataSources().values()].map((o) => ({ kind: "data-source", ...o }) as const),
      ...components().map((o) => ({ kind: "data-component", ...o }) as const),
      ...strategies().map((o) => ({ kind: "strategy", ...o }) as const),
    ];
    return indexed(
      all.map((object) => Object.freeze(object)),
      (o) => o.id.toLowerCase(),
    );
  });
  return Object.freeze<Attack>({
    version: data.version,
    tactics,
    techniques,
    tactic: (name) => byTactic().get(name.toLowerCase())?.[1],
    technique: (id) => byTechnique().get(id.toLowerCase()),
    subTechniques: (id) => byParent().get(id.toUpperCase()) ?? [],
    group: (id) => groups().get(id.toLowerCase()),
    software: (id) => software().get(id.toLowerCase()),
    mitigation: (id) => mitigations().get(id.toLowerCase()),
    campaign: (id) => campaigns().get(id.toLowerCase()),
    dataSource: (id) => dataSources().get(id.toLowerCase()),
    dataComponent: (name) => byComponent().get(name.toLowerCase())?.[1],
    dataComponents: components,
    strategy: (id) => byStrategy().get(id.toLowerCase()),
    strategiesOf: (technique) => (strategiesOf().get(technique.toUpperCase()) ?? []).map(({ s }) => s),
    analytic: (id) => analytics().get(id.toLowerCase()),
    describe: (id) => objects().get(id.toLowerCase()),
    search: (asked, kinds, limit = 50) => search([...objects().values()], asked, kinds, limit),
  });
}

function byId<T extends { readonly id: string }>(objects: () => readonly T[]): () => ReadonlyMap<string, T> {
  return once(() => indexed(objects(), (o) => o.id.toLowerCase()));
}

type Tactic = ReturnType<typeof tacticFacts>[number];

/** Names under which a tactic is found; former ones come last, so that a current name wins. */
function tacticKeys(tactic: Tactic): readonly (readonly [string, Tactic])[] {
  const former = tactic.formerly ? [tactic.formerly.shortname, tactic.formerly.name] : [];
  return [tactic.id, tactic.shortname, tactic.name, ...former].map((key) => [key.toLowerCase(), tactic] as const);
}

function isLive(object: AttackObject): boolean {
  if ("deprecated" in object && object.deprecated) return false;
  if ("revokedBy" in object && object.revokedBy !== undefined) return false;
  return !("deprecatedIn" in object && object.deprecatedIn !== undefined);
}

function search(
  objects: readonly AttackObject[],
  asked: string,
  kinds: readonly AttackObject["kind"][] | undefined,
  limit: number,
): readonly AttackObject[] {
  const prefix = asked.trim().toLowerCase();
  const wanted = words(asked);
  return objects
    .filter((object) => !kinds || kinds.includes(object.kind))
    .map((object) => ({ object, score: score(object, prefix, wanted) }))
    .filter(({ score: s }) => s > 0)
    .sort((a, b) => b.score - a.score || (a.object.id < b.object.id ? -1 : 1))
    .slice(0, limit)
    .map(({ object }) => object);
}

function score(object: AttackObject, prefix: string, wanted: readonly string[]): number {
  const id = object.id.toLowerCase();
  const aliases = "aliases" in object ? object.aliases : [];
  const found =
    prefix !== "" && id === prefix
      ? 20
      : prefix !== "" && id.startsWith(prefix)
        ? 10
        : Math.max(...[object.name, ...aliases].map((name) => wordScore(wanted, name)));
  return found === 0 ? 0 : found + (isLive(object) ? 1 : -1);
}
