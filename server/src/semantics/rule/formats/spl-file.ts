import { embedSlice } from "../embed-slice.ts";
import { noMetadata } from "../no-metadata.ts";
import type { RuleFile } from "../rule-file.ts";
import { slug } from "../slug.ts";

/** A `.spl` file: the whole text is one analytic, named after the file. A byte order mark is left out. */
export function parseSplFile(name: string, text: string): RuleFile {
  const span = { start: text.startsWith("\uFEFF") ? 1 : 0, end: text.length };
  const base = name.replace(/^.*[\\/]/, "");
  const title = base.replace(/\.[^.]*$/, "") || base || "Search";
  return {
    format: "spl",
    metadata: noMetadata,
    analytics: [
      {
        id: slug(title) || "search",
        name: title,
        nameSpan: undefined,
        language: "spl",
        query: embedSlice(text, span),
        span,
        samples: [],
      },
    ],
    tests: [],
    problems: [],
  };
}
