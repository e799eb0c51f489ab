import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import { touches } from "#base/span.ts";
import { parseConf } from "#semantics/workspace/conf.ts";
import { confKey } from "../keys/conf-keys.ts";
import { renderRegex } from "../render/regex.ts";
import type { Hover } from "../types.ts";

/** A key of one of Splunk's configuration files that are read here, or a regular expression under one. */
export function hoverConf({ document }: DocumentAnalysis, offset: number): Hover | undefined {
  const file = /([a-z]+)\.conf$/i.exec(document.uri.replace(/[?#].*$/, ""))?.[1]?.toLowerCase();
  if (file === undefined) return undefined;
  for (const { settings } of parseConf(document.text).stanzas)
    for (const { key, keySpan, value, valueSpan } of settings) {
      const found = confKey(file, key);
      if (touches(keySpan, offset))
        return (
          found && {
            span: keySpan,
            contents: `**${escapeMarkdown(key)}** in ${inlineCode(`${file}.conf`)}\n\n${found.doc}`,
          }
        );
      if (touches(valueSpan, offset) && found?.regex === true) {
        const pattern = value.replace(/\s+in\s+[\w.:-]+\s*$/, "");
        return { span: valueSpan, contents: renderRegex(pattern) };
      }
    }
  return undefined;
}
