import { pathParts } from "./path.ts";

/** What a file defines. */
export type FileKind =
  | "macros-conf"
  | "transforms-conf"
  | "props-conf"
  | "savedsearches-conf"
  | "eventtypes-conf"
  | "tags-conf"
  | "content-macro"
  | "content-lookup"
  | "overlay"
  | "table";

const CONF: Readonly<Record<string, FileKind>> = {
  "macros.conf": "macros-conf",
  "transforms.conf": "transforms-conf",
  "props.conf": "props-conf",
  "savedsearches.conf": "savedsearches-conf",
  "eventtypes.conf": "eventtypes-conf",
  "tags.conf": "tags-conf",
};

/**
 * What a file of the workspace defines, by its name and folder alone: Splunk's .conf files anywhere, `macros/*.yml`,
 * `lookups/*.yml`, `lookups/*.csv` and `.rulehound/*.yaml`; undefined for every other file.
 */
export function fileKind(path: string): FileKind | undefined {
  const parts = pathParts(path);
  const name = parts.at(-1)?.toLowerCase() ?? "";
  if (Object.hasOwn(CONF, name)) return CONF[name];
  const folder = parts.at(-2)?.toLowerCase();
  if (/\.ya?ml$/.test(name)) {
    if (folder === ".rulehound") return "overlay";
    if (folder === "macros") return "content-macro";
    if (folder === "lookups") return "content-lookup";
  }
  return folder === "lookups" && name.endsWith(".csv") ? "table" : undefined;
}
