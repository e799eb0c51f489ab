import { fileURLToPath } from "node:url";

/**
 * The path of a `file:` URI; undefined for every other text, and for a URI that is no path on this system: one with a host or an
 * encoded slash.
 */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch (error) {
    if (error instanceof TypeError || error instanceof URIError) return undefined;
    throw error;
  }
}

/** The path of a `file:` URI; other text is taken as a path. */
export function toPath(uriOrPath: string): string {
  return pathOfUri(uriOrPath) ?? uriOrPath;
}
