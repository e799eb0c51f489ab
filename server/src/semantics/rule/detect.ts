import type { RuleFormat } from "./rule-file.ts";

const TOP_LEVEL_KEY =
  /^\uFEFF?(?:"([^"\r\n]{1,60})"|'([^'\r\n]{1,60})'|([A-Za-z_][\w-]{0,60}))[ \t]*:(?=[ \t\r\n]|$)/gm;
/** A scheme of two letters at least: one letter is a drive. In a URI a query or fragment is no part of the name; a path may have both signs. */
const IS_URI = /^[a-z][a-z\d+.-]+:/i;
const RULEHOUND_NAME = /(?:^|[\\/])(?:rule|[^\\/]+\.(?:rule|rulehound))\.ya?ml$/i;

/**
 * Which shape of rule file a text is, by its name and, for YAML, by the keys at its left edge. A name may be a path, a
 * URI or a bare file name. Rulehound's own files are known by `analytics:`, or by a name such as `rule.yml` or
 * `x.rule.yml` as long as nothing says otherwise; security_content by `search:`; Sigma by `detection:` with `logsource:`,
 * `title:` or `correlation:`; `signatures:` belongs to Sigma's shape beside `title:`, to Rulehound's beside `name:`.
 */
export function detectRuleFormat(name: string, text: string): RuleFormat {
  const path = (IS_URI.test(name) ? name.replace(/[?#].*$/, "") : name).toLowerCase();
  if (/\.(?:md|markdown|mdown)$/.test(path)) return "markdown";
  if (/\.(?:spl|spl2|splunk)$/.test(path)) return "spl";
  if (path.endsWith(".conf"))
    return /^[ \t]*search[ \t]*=/m.test(text) || isSavedSearches(path) ? "savedsearches" : "other";
  if (/\.(?:ya?ml)$/.test(path)) return detectYaml(path, text);
  return "other";
}

function isSavedSearches(path: string): boolean {
  return /(?:^|[\\/])savedsearches\.conf$/.test(path);
}

function detectYaml(path: string, text: string): RuleFormat {
  const keys = new Set<string>();
  for (const match of text.matchAll(TOP_LEVEL_KEY)) keys.add(match[1] ?? match[2] ?? match[3] ?? "");
  if (keys.has("analytics")) return "rulehound";
  if (keys.has("signatures") && keys.has("title")) return "sigma";
  if (keys.has("signatures") && keys.has("name")) return "rulehound";
  if (keys.has("detection") && (keys.has("logsource") || keys.has("title"))) return "sigma";
  if (keys.has("correlation") && keys.has("title")) return "sigma";
  if (RULEHOUND_NAME.test(path) && !keys.has("search")) return "rulehound";
  if (keys.has("search") && (keys.has("name") || keys.has("id") || keys.has("description"))) return "security-content";
  if (keys.has("logsource") && keys.has("title")) return "sigma";
  return "other";
}
