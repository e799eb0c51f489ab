import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { fileKind } from "#semantics/workspace/file-kind.ts";
import type { Keys } from "./key-tree.ts";
import { overlayKeys } from "./overlay-keys.ts";
import { rulehoundKeys } from "./rulehound-keys.ts";
import { contentLookupKeys, contentMacroKeys, securityContentKeys } from "./security-content-keys.ts";
import { sigmaKeys } from "./sigma-keys.ts";
import { logSourceOf } from "./sigma-sources.ts";

/** The keys of a YAML file by its format; undefined for a file that is none of those that are known here. */
export function keysOfDocument({ document, rule, environment }: DocumentAnalysis): Keys | undefined {
  switch (rule.format) {
    case "rulehound":
      return rulehoundKeys;
    case "security-content":
      return securityContentKeys;
    case "sigma":
      return sigmaKeys(logSourceOf(document.text), environment.catalog);
    case "other":
      return keysByPlace(pathOf(document.uri));
    default:
      return undefined;
  }
}

/** The keys of a file that states no rule (yet), by its folder. */
function keysByPlace(path: string): Keys | undefined {
  const kind = fileKind(path);
  if (kind === "overlay") return overlayKeys;
  if (kind === "content-macro") return contentMacroKeys;
  if (kind === "content-lookup") return contentLookupKeys;
  return /\/detections\/(?:[^/]+\/)*[^/]+\.ya?ml$/i.test(path) ? securityContentKeys : undefined;
}

/** The path of a URI, decoded where it can be. */
export function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/[?#].*$/, ""));
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
