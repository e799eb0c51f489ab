import type { Catalog } from "#catalog/catalog.ts";
import type { DataModels } from "#catalog/data-models.ts";
import { fitsWildcard } from "#semantics/spl/wildcard.ts";

/** Comparisons of a search with names of sources or source types, each name by itself. */
const COMPARED = /\b(source|sourcetype)\s*(?:==?\s*(?:"([^"]+)"|([^\s")|\]]+))|IN\s*\(([^()]*)\))/gi;
/** More names are not looked at. */
const MOST = 20;

/** What a text selects by `source` and `sourcetype`, `*` as written. */
export function selectedSources(text: string): { readonly all: readonly string[]; readonly types: readonly string[] } {
  const all = new Set<string>();
  const types = new Set<string>();
  for (const [, field = "", quoted, bare, list] of text.matchAll(COMPARED)) {
    if (all.size >= MOST) break;
    const names = list === undefined ? [quoted ?? bare ?? ""] : [...list.matchAll(/"([^"]+)"|([^\s",]+)/g)].map(of);
    for (const name of names) {
      all.add(name);
      if (field.toLowerCase() === "sourcetype") types.add(name);
    }
  }
  return { all: [...all], types: [...types] };
}

const of = ([, quoted, bare]: RegExpExecArray): string => quoted ?? bare ?? "";

/** Names of what Windows and its programs log, whatever the installation calls it. */
const WINDOWS = /win|sysmon|powershell|perfmon|msad|activedirectory|ms:|exchange/i;

/** Whether source types are such that no event of Windows has: a search selects some, and none may be one of Windows. */
export function isForeign(types: readonly string[]): boolean {
  return types.length > 0 && types.every((type) => !WINDOWS.test(type) && /^\*?[^*]{3,}\*?$/.test(type));
}

/** The documented fields of source types; `*` stands for any text. */
export function documentedLists(types: readonly string[], { sources }: Catalog): readonly (readonly string[])[] {
  return types
    .flatMap((type) =>
      type.includes("*") ? sources.documentedSourcetypes().filter((name) => fitsWildcard(type, name)) : [type],
    )
    .map((type) => sources.documentedFields(type))
    .filter((fields) => fields.length > 0);
}

/** What kind of log a source type is, by words of its name, and the data models that add-ons map such logs to. */
const KINDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/proxy|bluecoat|squid|zscaler|websense|mcafee:wg|\bweb|http|apache|nginx|access_|iis|haproxy|f5|waf/i, ["Web"]],
  [/dns|named|infoblox|umbrella/i, ["Network_Resolution"]],
  [/dhcp|vpn|globalprotect|anyconnect/i, ["Network_Sessions"]],
  [/ids\b|ips\b|snort|suricata|firepower|threat|alert/i, ["Intrusion_Detection"]],
  [/mail|smtp|proofpoint|mimecast|messagetrace/i, ["Email"]],
  [/antivirus|malware|symantec|mcafee|trendmicro|clam/i, ["Malware"]],
  [/auth|login|secure|radius|tacacs|\bise\b|okta|duo|ping|sso|ldap/i, ["Authentication"]],
  [/qualys|nessus|tenable|rapid7|vuln/i, ["Vulnerabilities"]],
  [
    /pan:|asa|firewall|fw|fortigate|fgt_|checkpoint|opsec|juniper|netscreen|srx|netflow|flow|conn|meraki|traffic|stream:/i,
    ["Network_Traffic"],
  ],
  [/edr|endpoint|crowdstrike|falcon|carbon|sentinel|osquery|audit|unix|linux|ps\b|process/i, ["Endpoint"]],
];

const names = new WeakMap<DataModels, ReadonlySet<string>>();

/** Every name of a field of the Common Information Model. */
export function modelNames({ dataModels }: Catalog): ReadonlySet<string> {
  let known = names.get(dataModels);
  if (known === undefined) {
    const datasets = dataModels.models().flatMap((model) => model.datasets);
    known = new Set(datasets.flatMap(({ fields }) => fields.map(({ name }) => name)));
    names.set(dataModels, known);
  }
  return known;
}

/** How many names of all data models stand for a log of no known kind: those of most datasets. */
const GENERAL = 60;

/** Fields of the Common Information Model that events of source types usually have, by the kind of log. */
export function modelLists(types: readonly string[], { dataModels }: Catalog): readonly (readonly string[])[] {
  const models = new Set(types.flatMap((type) => KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? []));
  const datasets = dataModels.models().flatMap(({ datasets: of }) => of);
  const own = datasets.filter(
    ({ model, parent, fields }) => models.has(model) && parent === undefined && fields.length > 0,
  );
  if (own.length > 0) return own.map(({ fields }) => fields.map(({ name }) => name));
  const counts = new Map<string, number>();
  for (const { parent, fields } of datasets)
    if (parent === undefined) for (const { name } of fields) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, GENERAL)
      .map(([name]) => name),
  ];
}
