import type { EmbeddedText } from "#base/embedded-text.ts";
import { once } from "#base/memo.ts";
import { toHost } from "#base/source-map.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { type ConfSetting, confValue, parseConf } from "../../workspace/conf.ts";
import { lineBreakOf } from "../embed-slice.ts";
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
        query: embedValue(text, setting),
        span: setting.fullSpan,
        samples: [],
      });
    }
  }
  return { format: "savedsearches", metadata: noMetadata, analytics, tests: [], problems };
}

/** A value inside its file. */
function embedValue(host: string, setting: ConfSetting): EmbeddedText {
  const value = once(() => confValue(host, setting.fullSpan));
  return {
    get text() {
      return value().text;
    },
    get map() {
      return value().map;
    },
    encode: (edits) => encode(host, value().map, edits),
  };
}

/** A line break inside a value is written as a backslash before it. */
function encode(host: string, map: EmbeddedText["map"], edits: readonly TextEdit[]): readonly TextEdit[] {
  const eol = lineBreakOf(host);
  return edits.map((edit) => {
    if (/\\\r?\n/.test(edit.text))
      throw new RangeError("a line that ends with a backslash cannot stand in a .conf value");
    return { span: toHost(map, edit.span), text: edit.text.replace(/\r?\n/g, `\\${eol}`) };
  });
}
