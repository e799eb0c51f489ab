import type { Catalog } from "#catalog/catalog.ts";
import type { LogSource } from "./sigma-sources.ts";

/**
 * Fields of categories that no product is named with, in the words of Sigma's taxonomy (SigmaHQ/sigma-specification, public
 * domain, appendix on the taxonomy).
 */
const OF_CATEGORY: Readonly<Record<string, string>> = {
  proxy:
    "c-uri c-uri-extension c-uri-query c-uri-stem c-useragent cs-bytes cs-cookie cs-host cs-method cs-referrer cs-version r-dns sc-bytes sc-status src_ip dst_ip",
  webserver:
    "date time c-ip cs-username s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port sc-status sc-win32-status cs-version cs-user-agent cs-cookie cs-referer cs-bytes sc-bytes time-taken",
  firewall: "src_ip src_port dst_ip dst_port username action blocked",
  dns: "query answer record_type record_class rcode src_ip dst_ip",
  antivirus: "Signature Filename FilePath Action User Hostname",
};

/** Source types whose fields the events of a product have, by its service; `*` for all of them. */
const OF_PRODUCT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  aws: { "*": ["aws:cloudtrail"] },
  azure: { "*": ["azure:monitor:aad"] },
  m365: { "*": ["o365:management:activity"] },
  okta: { "*": ["OktaIM2:log"] },
  github: { "*": ["github"] },
  kubernetes: { "*": ["kubernetes"] },
  gcp: { "gcp.audit": ["google:gcp:pubsub:message"] },
  linux: { auditd: ["linux_audit"], auth: ["linux_secure"], sshd: ["linux_secure"], sudo: ["linux_secure"] },
};

/** Names of the fields that the events of a log have which is none of Windows; empty where nothing is known. */
export function loggedFields({ product, category, service }: LogSource, { sources }: Catalog): readonly string[] {
  const types =
    product === "zeek"
      ? [`bro:${service ?? "conn"}`]
      : (OF_PRODUCT[product ?? ""]?.[service ?? "*"] ?? OF_PRODUCT[product ?? ""]?.["*"] ?? []);
  const logged = types.flatMap((type) => [
    ...sources.documentedFields(type),
    ...sources.dataSourcesOf(type).flatMap(({ fields }) => fields),
  ]);
  // Pub/Sub puts the entry of the log below `data`.
  const own = product === "gcp" ? logged.map((name) => name.replace(/^data\./, "")) : logged;
  return [...new Set([...own, ...(OF_CATEGORY[category ?? ""]?.split(" ") ?? [])])];
}
