import { anchorsOf } from "#syntax/yaml/data.ts";
import { entryOf, isEmpty, itemsOf, valueAt, type YamlNode } from "#syntax/yaml/node.ts";
import type { ReadYaml } from "#syntax/yaml/reread.ts";
import { embedScalar } from "../embed-scalar.ts";
import { noMetadata } from "../no-metadata.ts";
import type { Analytic, Located, RuleFile, RuleTest, SampleRef } from "../rule-file.ts";
import { slug } from "../slug.ts";
import { ShapeReader } from "./shape-reader.ts";

/**
 * A detection in the layout of Splunk's security_content: one search under `search:` in any scalar style. Only what
 * Rulehound uses is read; keys are not checked, since the layout is not ours and has changed over time.
 */
export function parseSecurityContent({ source: text, file: yaml }: ReadYaml): RuleFile {
  const root = yaml.documents.find((document) => entryOf(document, "search") !== undefined) ?? yaml.documents[0];
  const reader = new ShapeReader(anchorsOf(yaml.documents));
  const located = (...keys: readonly string[]) => locatedText(reader, valueAt(root, ...keys));
  const name = located("name");
  const tests = readTests(reader, root, name);
  const samples = tests.flatMap((test) => test.samples);
  return {
    format: "security-content",
    metadata: {
      ...noMetadata,
      name,
      id: located("id"),
      status: located("status"),
      description: located("description"),
      date: located("date"),
      techniques: locatedTexts(reader, valueAt(root, "tags", "mitre_attack_id")),
      references: locatedTexts(reader, valueAt(root, "references")),
    },
    analytics: readAnalytic(reader, root, text, name, samples),
    tests,
    problems: yaml.problems,
  };
}

function readAnalytic(
  reader: ShapeReader,
  root: YamlNode | undefined,
  text: string,
  name: Located | undefined,
  samples: readonly SampleRef[],
): readonly Analytic[] {
  const entry = entryOf(root, "search");
  const scalar = entry && reader.resolve(entry.value);
  if (scalar?.kind !== "scalar") return [];
  return [
    {
      id: slug(name?.value ?? "") || "search",
      name: name?.value ?? "Search",
      nameSpan: name?.span,
      language: "spl",
      query: embedScalar(text, scalar),
      span: scalar.span,
      samples,
    },
  ];
}

/** security_content's tests pass when the search returns anything for their data. Data on the network is left out. */
function readTests(reader: ShapeReader, root: YamlNode | undefined, name: Located | undefined): readonly RuleTest[] {
  return itemsOf(valueAt(root, "tests")).flatMap((item, index): readonly RuleTest[] => {
    if (item.kind !== "mapping") return [];
    const samples = itemsOf(valueAt(item, "attack_data")).flatMap((data) => readData(reader, data));
    return [
      {
        name: locatedText(reader, valueAt(item, "name")) ?? { value: `Test ${index + 1}`, span: item.span },
        analytic: slug(name?.value ?? "") || "search",
        samples,
        expect: { count: { min: 1 } },
        span: item.span,
      },
    ];
  });
}

function readData(reader: ShapeReader, data: YamlNode): readonly SampleRef[] {
  const path = locatedText(reader, valueAt(data, "data"));
  if (path === undefined || /^[a-z][a-z0-9+.-]+:\/\//i.test(path.value)) return [];
  const text = (key: string) => locatedText(reader, valueAt(data, key))?.value;
  const sourcetype = text("sourcetype");
  const source = text("source");
  const host = text("host");
  const index = text("custom_index");
  return [
    {
      path,
      ...(sourcetype !== undefined && { sourcetype }),
      ...(source !== undefined && { source }),
      ...(host !== undefined && { host }),
      ...(index !== undefined && { index }),
    },
  ];
}

/** A scalar's text with its place; undefined when nothing is written. */
export function locatedText(reader: ShapeReader, node: YamlNode | undefined): Located | undefined {
  const scalar = node && reader.resolve(node);
  if (node === undefined || scalar?.kind !== "scalar" || isEmpty(scalar)) return undefined;
  return { value: scalar.value, span: node.span };
}

/** The texts of a list, or one text alone. */
export function locatedTexts(reader: ShapeReader, node: YamlNode | undefined): readonly Located[] {
  const list = node && reader.resolve(node);
  if (list?.kind === "sequence") return list.items.flatMap((item) => locatedText(reader, item) ?? []);
  const one = locatedText(reader, node);
  return one === undefined ? [] : [one];
}
