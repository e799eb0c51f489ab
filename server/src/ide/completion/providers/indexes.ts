import type { CompletionContext } from "../context.ts";
import { rankOf } from "../provider.ts";

/** The name of an index with what is known of it. */
export interface IndexName {
  readonly name: string;
  readonly detail: string;
  readonly rank: number;
}

/** Indexes that every Splunk has. */
const OWN: readonly (readonly [string, string])[] = [
  ["main", "the index of events that name no other"],
  ["_internal", "Splunk's own logs"],
  ["_audit", "Splunk's audit trail"],
  ["_introspection", "resources that Splunk uses"],
  ["_metrics", "metrics of Splunk"],
  ["_configtracker", "changes of Splunk's configuration"],
  ["_telemetry", "what Splunk reports of its use"],
  ["summary", "results of scheduled searches"],
];

/** Names that many installations give to the indexes of their data. */
const USUAL: readonly (readonly [string, string])[] = [
  ["wineventlog", "Windows events, by custom"],
  ["windows", "Windows data, by custom"],
  ["sysmon", "Sysmon events, by custom"],
  ["msad", "Active Directory, by custom"],
  ["linux", "Linux data, by custom"],
  ["os", "Unix and Linux data, by custom"],
  ["network", "network data, by custom"],
  ["firewall", "firewall logs, by custom"],
  ["proxy", "proxy logs, by custom"],
  ["dns", "DNS logs, by custom"],
  ["zeek", "Zeek logs, by custom"],
  ["aws", "AWS data, by custom"],
  ["azure", "Azure data, by custom"],
  ["o365", "Microsoft 365 data, by custom"],
  ["okta", "Okta data, by custom"],
];

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
    OWN,
    [...(cursor.catalog.usage.of("index=")?.names.keys() ?? [])].map((name) => [name, "of public searches"]),
    USUAL,
  ];
  return groups.flatMap((group, at) =>
    group.map(([name, detail], index) => ({ name, detail, rank: rankOf(at, group.length - index) })),
  );
}

/** The indexes that a text names, each once, in their order. */
export function indexesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(NAMED)].map(([, name = ""]) => name))];
}
