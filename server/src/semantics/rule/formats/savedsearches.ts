import { parseConf } from "../../workspace/conf.ts";
import { embedConfValue } from "../embed-conf-value.ts";
import { noMetadata } from "../no-metadata.ts";
import type { Analytic, RuleFile } from "../rule-file.ts";
import { slug, uniqueNames } from "../slug.ts";

/** A Splunk .conf file such as savedsearches.conf: each stanza's `search =` is an analytic. Other keys are passed over. */
export function parseSavedSearches(text: string): RuleFile {
  const analytics: Analytic[] = [];
  const uniqueId = uniqueNames((count) => `-${count}`);
  const uniqueName = uniqueNames((count) => ` (${count})`);
  const { stanzas, problems } = parseConf(text);
  for (const { name, nameSpan, settings } of stanzas) {
    for (const setting of settings) {
      if (setting.key !== "search") continue;
      analytics.push({
        id: uniqueId(slug(name), "search"),
        name: uniqueName(name, "Search"),
        nameSpan,
        language: "spl",
        query: embedConfValue(text, setting),
        span: setting.fullSpan,
        samples: [],
      });
    }
  }
  return { format: "savedsearches", metadata: noMetadata, analytics, tests: [], problems };
}
