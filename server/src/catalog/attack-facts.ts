import type {
  AttackAnalytic,
  AttackDataComponent,
  AttackDataSource,
  AttackGroup,
  AttackSoftware,
  AttackStrategy,
  AttackTactic,
  AttackTechnique,
} from "./attack.ts";
import { entries, entry, fact, grouped } from "./collect.ts";
import type { CatalogData } from "./schema.ts";

type Data = CatalogData["attack"];

const SITE = "https://attack.mitre.org";

/** Page of an object; sub-techniques have their parent's folder. */
export function attackUrl(folder: string, id: string): string {
  return `${SITE}/${folder}/${id.replace(".", "/")}/`;
}

/** The tactics of the data. */
export function tacticFacts(data: Data): readonly AttackTactic[] {
  return data.tactics.map(([id, name, shortname, since, formerName, formerShort]) =>
    fact<AttackTactic>({
      id,
      name,
      shortname,
      since,
      formerly: formerName && formerShort ? Object.freeze({ name: formerName, shortname: formerShort }) : undefined,
      url: attackUrl("tactics", id),
    }),
  );
}

/** The techniques of the data. */
export function techniqueFacts(data: Data): readonly AttackTechnique[] {
  return data.techniques.map(([id, name, tactics, platforms, more]) =>
    fact<AttackTechnique>({
      id,
      name,
      tactics: entries(data.words, tactics),
      platforms: entries(data.words, platforms),
      revoked: more?.revokedBy !== undefined,
      revokedBy: more?.revokedBy,
      revokedIn: more?.revokedIn,
      currentId: more?.currentId ?? more?.revokedBy ?? (more?.deprecated === 1 ? undefined : id),
      deprecated: more?.deprecated === 1,
      since: more?.since,
      formerName: more?.formerName,
      formerTactics: more?.formerTactics && entries(data.words, more.formerTactics),
      parent: id.includes(".") ? id.slice(0, id.indexOf(".")) : undefined,
      url: attackUrl("techniques", id),
    }),
  );
}

/** The groups of the data. */
export function groupFacts(data: Data): readonly AttackGroup[] {
  return data.groups.map(([id, name, aliases, revokedBy, deprecated]) =>
    fact<AttackGroup>({
      id,
      name,
      aliases: aliases ?? [],
      revokedBy,
      deprecated: deprecated === 1,
      url: attackUrl("groups", id),
    }),
  );
}

/** The malware and tools of the data. */
export function softwareFacts(data: Data): readonly AttackSoftware[] {
  return data.software.map(([id, name, aliases, revokedBy, deprecated, tool]) =>
    fact<AttackSoftware>({
      id,
      name,
      aliases: aliases ?? [],
      revokedBy,
      deprecated: deprecated === 1,
      type: tool === 1 ? "tool" : "malware",
      url: attackUrl("software", id),
    }),
  );
}

/** Mitigations or campaigns: an id and a name. */
export function namedFacts(rows: readonly (readonly [string, string])[], folder: string) {
  return rows.map(([id, name]) => Object.freeze({ id, name, url: attackUrl(folder, id) }));
}

/** The data components of the data, current and retired ones. */
export function dataComponentFacts(data: Data): readonly AttackDataComponent[] {
  return data.dataComponents.map(([id, name, dataSource, logSources, deprecated]) =>
    fact<AttackDataComponent>({
      id,
      name,
      dataSource,
      logSources: (logSources ?? []).map(([log, ...conditions]) =>
        Object.freeze({ log: entry(data.words, log ?? -1), conditions: entries(data.words, conditions) }),
      ),
      deprecated: deprecated === 1,
      url: attackUrl("datacomponents", id),
    }),
  );
}

/** The retired data sources of the data. */
export function dataSourceFacts(data: Data): readonly AttackDataSource[] {
  const components = grouped(data.dataComponents, ([, , dataSource]) => dataSource);
  return data.dataSources.map(([id, name, deprecatedIn]) =>
    fact<AttackDataSource>({
      id,
      name,
      deprecatedIn,
      components: (components.get(id) ?? []).map(([component]) => component),
      url: attackUrl("datasources", id),
    }),
  );
}

/** The detection strategies of the data. */
export function strategyFacts(data: Data): readonly AttackStrategy[] {
  return data.strategies.map(([id, name, techniques, analytics]) =>
    fact<AttackStrategy>({
      id,
      name,
      techniques,
      analytics: analytics.map(([number]) => analyticId(number)),
      url: attackUrl("detectionstrategies", id),
    }),
  );
}

/** The analytics of the strategies, each with the logs that it names. */
export function analyticFacts(data: Data): readonly AttackAnalytic[] {
  return data.strategies.flatMap(([strategy, , , analytics]) =>
    analytics.map(([number, platforms, logSources]) =>
      fact<AttackAnalytic>({
        id: analyticId(number),
        strategy,
        platforms: entries(data.words, platforms),
        logSources: (logSources ?? []).map((at) => {
          const [component, log, condition] = entries(data.words, at);
          return fact<AttackAnalytic["logSources"][number]>({ component: component ?? "", log, condition });
        }),
      }),
    ),
  );
}

function analyticId(number: number): string {
  return `AN${String(number).padStart(4, "0")}`;
}
