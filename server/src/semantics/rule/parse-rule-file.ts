import { detectRuleFormat } from "./detect.ts";
import { parseMarkdown } from "./formats/markdown.ts";
import { parseRulehound } from "./formats/rulehound.ts";
import { parseSavedSearches } from "./formats/savedsearches.ts";
import { parseSecurityContent } from "./formats/security-content.ts";
import { parseSigma } from "./formats/sigma.ts";
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
  "security-content": (_name, text) => parseSecurityContent(text),
  savedsearches: (_name, text) => parseSavedSearches(text),
  sigma: (_name, text) => parseSigma(text),
  other: () => otherFile,
};

const otherFile: RuleFile = { format: "other", metadata: noMetadata, analytics: [], tests: [], problems: [] };
