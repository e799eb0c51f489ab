import { anchorsOf } from "#syntax/yaml/data.ts";
import { entryOf, valueAt } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { noMetadata } from "../no-metadata.ts";
import type { Located, RuleFile } from "../rule-file.ts";
import { locatedText, locatedTexts } from "./security-content.ts";
import { ShapeReader } from "./shape-reader.ts";

/** A Sigma rule: recognised with its metadata and its YAML problems; it holds no SPL, so it has no analytics. */
export function parseSigma(text: string): RuleFile {
  const yaml = parseYaml(text);
  const root = yaml.documents.find((document) => entryOf(document, "title") !== undefined) ?? yaml.documents[0];
  const reader = new ShapeReader(anchorsOf(yaml.documents));
  const located = (key: string) => locatedText(reader, valueAt(root, key));
  const tags = locatedTexts(reader, valueAt(root, "tags")).filter(({ value }) => /^attack\./i.test(value));
  const technique = /^attack\.(t\d{4}(?:\.\d{3})?)$/i;
  return {
    format: "sigma",
    metadata: {
      ...noMetadata,
      name: located("title"),
      id: located("id"),
      status: located("status"),
      description: located("description"),
      date: located("date"),
      techniques: tags.flatMap((tag): readonly Located[] => {
        const id = technique.exec(tag.value)?.[1];
        return id === undefined ? [] : [{ value: id.toUpperCase(), span: tag.span }];
      }),
      tactics: tags
        .filter(({ value }) => /^attack\.(?:ta\d{4}|[a-z_-]+)$/i.test(value))
        .map(({ value, span }) => ({ value: value.slice("attack.".length), span })),
    },
    analytics: [],
    tests: [],
    problems: yaml.problems,
  };
}
