import { detectRuleFormat } from "./detect.ts";
import { parseMarkdown } from "./formats/markdown.ts";
import { parseRulehound } from "./formats/rulehound.ts";
import { parseSplFile } from "./formats/spl-file.ts";
import { noMetadata } from "./no-metadata.ts";
import type { RuleFile, RuleFormat } from "./rule-file.ts";

/**
 * Reads a file that may state detections: `name` is its path or file name and decides the format together with the
 * text, unless `format` is given. Total: any text gives a RuleFile, with what is wrong in `problems`. A file of another
 * kind gives format "other" and no analytics. Every span is in `text`.
 */
export function parseRuleFile(name: string, text: string, format = detectRuleFormat(name, text)): RuleFile {
  return readers[format](name, text);
}

const readers: Readonly<Record<RuleFormat, (name: string, text: string) => RuleFile>> = {
  markdown: (_name, text) => parseMarkdown(text),
  spl: parseSplFile,
  rulehound: (_name, text) => parseRulehound(text),
  "security-content": () => noRules("security-content"),
  savedsearches: () => noRules("savedsearches"),
  sigma: () => noRules("sigma"),
  other: () => noRules("other"),
};

function noRules(format: RuleFormat): RuleFile {
  return { format, metadata: noMetadata, analytics: [], tests: [], problems: [] };
}
