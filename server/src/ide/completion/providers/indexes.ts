import type { CompletionContext } from "../context.ts";
import { rankOf } from "../provider.ts";

/** The name of an index with what is known of it. */
export interface IndexName {
  readonly name: string;
  readonly detail: string;
  readonly rank: number;
}

/** Indexes that every Splunk has, and names that many installations give to the indexes of their data; how usual each is. */
const USUAL: readonly (readonly [string, string, number])[] = [
  ["main", "the index of events that name no other", 30],
  ["wineventlog", "Windows events, by custom", 20],
  ["windows", "Windows data, by custom", 10],
  ["sysmon", "Sysmon events, by custom", 10],
  ["network", "network data, by custom", 6],
  ["linux", "Linux data, by custom", 5],
  ["os", "Unix and Linux data, by custom", 5],
  ["firewall", "firewall logs, by custom", 5],
  ["proxy", "proxy logs, by custom", 5],
  ["dns", "DNS logs, by custom", 5],
  ["zeek", "Zeek logs, by custom", 5],
  ["suricata", "Suricata alerts, by custom", 4],
  ["msad", "Active Directory, by custom", 4],
  ["aws", "AWS data, by custom", 4],
  ["azure", "Azure data, by custom", 4],
  ["gcp", "Google Cloud data, by custom", 4],
  ["o365", "Microsoft 365 data, by custom", 4],
  ["okta", "Okta data, by custom", 4],
  ["_internal", "Splunk's own logs", 4],
  ["_audit", "Splunk's audit trail", 4],
  ["summary", "results of scheduled searches", 2],
  ["_introspection", "resources that Splunk uses", 1],
  ["_metrics", "metrics of Splunk", 1],
  ["_configtracker", "changes of Splunk's configuration", 1],
  ["_telemetry", "what Splunk reports of its use", 1],
];
/** How much likelier a usual name is where the document speaks of it. */
const SPOKEN_OF = 5;

const NAMED = /(?<![\w.])index[ \t]*(?:==?|IN[ \t]*\()[ \t]*"?([\w-]+)/gi;
const MOST_TEXTS = 2000;

/** Indexes: of the overlay, those that the document and the workspace name, those that every Splunk has, and usual names. */
export function indexesAt({ cursor, mentions }: CompletionContext): readonly IndexName[] {
  const { names } = cursor.analytic.environment;
  const texts = [
    ...names.macros.map(({ definition }) => definition),
    ...names.savedSearches.map(({ search }) => search),
  ].slice(0, MOST_TEXTS);
  const groups: readonly (readonly (readonly [string, string])[])[] = [
    cursor.catalog.sources.indexes().map(({ name, description }) => [name, description ?? "index"]),
    [...mentions.indexes].map((name) => [name, "named in this document"]),
    indexesIn(texts.join("\n")).map((name) => [name, "named in the workspace"]),
  ];
  const named = groups.flatMap((group, at) =>
    group.map(([name, detail], index) => ({ name, detail, rank: rankOf(at, group.length - index) })),
  );
  const spoken = new Set(
    [...mentions.elsewhere, ...mentions.before, ...mentions.after].map((word) => word.toLowerCase()),
  );
  const used = cursor.catalog.usage.of("index=")?.names ?? new Map<string, number>();
  const usual = [
    ...USUAL.map(([name, detail, use]) => ({ name, detail, use: spoken.has(name) ? SPOKEN_OF * use : use })),
    ...[...used].map(([name, use]) => ({ name, detail: "of public searches", use })),
  ];
  return [...named, ...usual.map(({ name, detail, use }) => ({ name, detail, rank: rankOf(groups.length, use) }))];
}

/** The indexes that a text names, each once, in their order. */
export function indexesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(NAMED)].map(([, name = ""]) => name))];
}
