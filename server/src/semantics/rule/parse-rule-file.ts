import { type ReadYaml, rereadYaml } from "#syntax/yaml/reread.ts";
import { detectRuleFormat } from "./detect.ts";
import { parseMarkdown } from "./formats/markdown.ts";
import { parseRulehound } from "./formats/rulehound.ts";
import { parseSavedSearches } from "./formats/savedsearches.ts";
import { parseSecurityContent } from "./formats/security-content.ts";
import { parseSigma } from "./formats/sigma.ts";
import { parseSplFile } from "./formats/spl-file.ts";
import { noMetadata } from "./no-metadata.ts";
import type { RuleFile } from "./rule-file.ts";

/**
 * Reads a file that may state detections: `name` is its path or file name and decides the format together with the
 * text, unless `format` is given. Total: any text gives a RuleFile, with what is wrong in `problems`. A file of another
 * kind gives format "other" and no analytics. Every span is in `text`. `before` is what the file was before an edit: what
 * is read with its help is the same, in less time.
 */
export function parseRuleFile(
  name: string,
  text: string,
  format = detectRuleFormat(name, text),
  before?: RuleFile,
): RuleFile {
  if (format === "markdown") return parseMarkdown(text);
  if (format === "spl") return parseSplFile(name, text);
  if (format === "savedsearches") return parseSavedSearches(text);
  if (format === "other") return otherFile;
  const yaml = { source: text, file: rereadYaml(text, before?.yaml) };
  return { ...yamlReaders[format](yaml), yaml };
}

const yamlReaders: Readonly<Record<"rulehound" | "security-content" | "sigma", (yaml: ReadYaml) => RuleFile>> = {
  rulehound: parseRulehound,
  "security-content": parseSecurityContent,
  sigma: parseSigma,
};

const otherFile: RuleFile = { format: "other", metadata: noMetadata, analytics: [], tests: [], problems: [] };
