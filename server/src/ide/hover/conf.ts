import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import { touches } from "#base/span.ts";
import { parseConf } from "#semantics/workspace/conf.ts";
import { confKey } from "../keys/conf/conf-keys.ts";
import { pathOf } from "../keys/keys-of-document.ts";
import { renderRegex } from "../render/regex.ts";
import { renderSearchTime } from "../render/search-time.ts";
import type { Hover } from "../types.ts";

/** A key of one of Splunk's configuration files that are read here, or a regular expression under one. */
export function hoverConf({ document }: DocumentAnalysis, offset: number): Hover | undefined {
  const path = pathOf(document.uri);
  const file = path.slice(path.lastIndexOf("/") + 1);
  if (!/\.conf$/i.test(file)) return undefined;
  for (const { settings } of parseConf(document.text).stanzas)
    for (const { key, keySpan, value, valueSpan } of settings) {
      const found = confKey(path, key);
      if (touches(keySpan, offset))
        return (
          found && {
            span: keySpan,
            contents: `**${escapeMarkdown(key)}** in ${inlineCode(file)}\n\n${found.doc}`,
          }
        );
      const [, bound] = /^(?:dispatch\.)?(earliest|latest)_time$/.exec(key) ?? [];
      if (touches(valueSpan, offset) && bound !== undefined)
        return { span: valueSpan, contents: renderSearchTime(bound, value) };
      if (touches(valueSpan, offset) && found?.regex === true) {
        const pattern = value.replace(/\s+in\s+[\w.:-]+\s*$/, "");
        return { span: valueSpan, contents: renderRegex(pattern) };
      }
    }
  return undefined;
}
