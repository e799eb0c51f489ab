import { anchorsOf } from "#syntax/yaml/data.ts";
import { entryOf, valueAt, type YamlNode } from "#syntax/yaml/node.ts";
import type { ReadYaml } from "#syntax/yaml/reread.ts";
import { noMetadata } from "../no-metadata.ts";
import type { Analytic, Located, RuleFile } from "../rule-file.ts";
import { slug } from "../slug.ts";
import { locatedText, locatedTexts } from "./security-content.ts";
import { ShapeReader } from "./shape-reader.ts";
import { hasSignatures, signatureText } from "./signature-analytic.ts";

/** A Sigma rule: recognised with its metadata and its YAML problems. It holds no SPL; its `signatures:` are its analytic. */
export function parseSigma({ source: text, file: yaml }: ReadYaml): RuleFile {
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
    analytics: signatureOf(root, located("title"), text),
    tests: [],
    problems: yaml.problems,
  };
}

function signatureOf(root: YamlNode | undefined, title: Located | undefined, text: string): readonly Analytic[] {
  if (root?.kind !== "mapping" || !hasSignatures(root)) return [];
  const name = title?.value ?? "Signatures";
  const id = slug(name) || "signatures";
  return [{ id, name, nameSpan: title?.span, language: "signature", ...signatureText(text, root), samples: [] }];
}
