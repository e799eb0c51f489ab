import type { EmbeddedText } from "#base/embedded-text.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import { anchorsOf } from "#syntax/yaml/data.ts";
import { isEmpty, type YamlEntry, type YamlNode } from "#syntax/yaml/node.ts";
import type { ReadYaml } from "#syntax/yaml/reread.ts";
import { embedScalar } from "../embed-scalar.ts";
import { noMetadata } from "../no-metadata.ts";
import type { Analytic, RuleFile, RuleMetadata, SampleRef } from "../rule-file.ts";
import { slug, uniqueNames } from "../slug.ts";
import { RULEHOUND_SHAPE as SHAPE } from "./rulehound-shape.ts";
import { readTests } from "./rulehound-tests.ts";
import { readSamples } from "./samples.ts";
import { type Entries, ShapeReader } from "./shape-reader.ts";
import { hasSignatures, signatureText } from "./signature-analytic.ts";

/** Rulehound's own rule file, as docs/rule-file.md describes it. What does not fit is noted; the rest is read. */
export function parseRulehound({ source: text, file: yaml }: ReadYaml): RuleFile {
  const reader = new ShapeReader(anchorsOf(yaml.documents));
  const format = "rulehound" as const;
  const root = yaml.documents[0];
  if (root === undefined || isEmpty(root)) {
    const problem = emptyFile(text);
    return { format, metadata: noMetadata, analytics: [], tests: [], problems: [...yaml.problems, problem] };
  }
  const second = yaml.documents[1];
  if (second !== undefined) reader.problems.push(secondDocument(second));
  const entries = reader.mapping(root, SHAPE.file, "a rule file", { start: root.span.start, end: root.span.start });
  if (entries === undefined)
    return { format, metadata: noMetadata, analytics: [], tests: [], problems: [...yaml.problems, ...reader.problems] };
  const metadata = readMetadata(reader, entries);
  const shared = readSamples(reader, entries.get("samples"));
  if (!entries.has("analytics") && !entries.has("signatures")) reader.problems.push(noAnalytics(root));
  const analytics = [
    ...fileSignature(root, metadata, text, shared),
    ...readAnalytics(reader, entries.get("analytics"), text, shared),
  ];
  const tests = readTests(reader, entries.get("tests"), analytics, shared);
  return { format, metadata, analytics, tests, problems: [...yaml.problems, ...reader.problems].sort(byPlace) };
}

function noAnalytics(root: YamlNode): Problem {
  const at = root.kind === "mapping" ? (root.entries[0]?.key.span ?? root.span) : root.span;
  const message = 'A rule file needs the key "analytics": the searches, each runnable by itself.';
  return { code: "rule/missing-key", severity: "error", span: at, message };
}

/** The analytic of a file that is one signature rule. */
function fileSignature(
  root: YamlNode,
  { name }: RuleMetadata,
  text: string,
  samples: readonly SampleRef[],
): readonly Analytic[] {
  if (root.kind !== "mapping" || !hasSignatures(root)) return [];
  const title = name?.value ?? "Signatures";
  const id = slug(title) || "signatures";
  return [{ id, name: title, nameSpan: name?.span, language: "signature", ...signatureText(text, root), samples }];
}

function byPlace(a: Problem, b: Problem): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

function emptyFile(text: string): Problem {
  return {
    code: "rule/missing-key",
    severity: "error",
    span: { start: 0, end: Math.min(text.length, 1) },
    message: 'This rule file is empty; it needs "name" and "analytics".',
  };
}

function secondDocument(node: YamlNode): Problem {
  const message = "A rule file is one YAML document; this second one is not read.";
  return { code: "rule/second-document", severity: "warning", span: node.span, message };
}

function readMetadata(reader: ShapeReader, entries: Entries): RuleMetadata {
  const text = (key: string) => reader.text(entries.get(key), SHAPE.file[key]);
  text("author");
  const attackEntry = entries.get("attack");
  const attack = attackEntry && reader.mapping(attackEntry.value, SHAPE.attack, '"attack"', attackEntry.key.span);
  return {
    name: text("name"),
    id: text("id"),
    status: text("status"),
    description: text("description"),
    date: text("date"),
    techniques: reader.texts(attack?.get("techniques")),
    tactics: reader.texts(attack?.get("tactics")),
    dataComponents: reader.texts(attack?.get("data_components")),
    references: reader.texts(entries.get("references")),
  };
}

function readAnalytics(
  reader: ShapeReader,
  entry: YamlEntry | undefined,
  text: string,
  shared: readonly SampleRef[],
): readonly Analytic[] {
  const uniqueId = uniqueNames((count) => `-${count}`);
  const named = new Map<string, Span>();
  const analytics: Analytic[] = [];
  reader.list(entry, '"analytics"').forEach((item, index) => {
    const entries = reader.mapping(item, SHAPE.analytic, "an analytic");
    if (entries === undefined) return;
    const name = reader.text(entries.get("name"), SHAPE.analytic.name);
    reader.text(entries.get("language"), SHAPE.analytic.language);
    reader.text(entries.get("description"), SHAPE.analytic.description);
    const own = readSamples(reader, entries.get("samples"));
    if (name !== undefined) {
      const first = named.get(name.value);
      if (first === undefined) named.set(name.value, name.span);
      else reader.problems.push(duplicateName(name.value, name.span, first));
    }
    const node = reader.resolve(item);
    const language = node.kind === "mapping" && hasSignatures(node) ? "signature" : "spl";
    const query =
      node.kind === "mapping" && language === "signature"
        ? signatureText(text, node)
        : readQuery(reader, entries.get("query"), item, text);
    if (query === undefined) return;
    const title = name?.value ?? `Analytic ${index + 1}`;
    analytics.push({
      id: uniqueId(slug(title), `analytic-${index + 1}`),
      name: title,
      nameSpan: name?.span,
      language,
      ...query,
      samples: own.length > 0 ? own : shared,
    });
  });
  return analytics;
}

/** The query's text and place. One that is not written yet is empty, so that it can be completed. */
function readQuery(
  reader: ShapeReader,
  entry: YamlEntry | undefined,
  item: YamlNode,
  text: string,
): { readonly query: EmbeddedText; readonly span: Span } | undefined {
  if (entry === undefined) {
    const mapping = reader.resolve(item);
    const at = mapping.kind === "mapping" ? (mapping.entries[0]?.key.span ?? item.span) : item.span;
    const message = 'An analytic needs the key "query": the search.';
    reader.problems.push({ code: "rule/missing-key", severity: "error", span: at, message });
    return undefined;
  }
  reader.textOf(entry.value, '"query"', entry.key.span);
  const node = reader.resolve(entry.value);
  if (node.kind !== "scalar") return undefined;
  return { query: embedScalar(text, node), span: node.span };
}

function duplicateName(name: string, span: Span, first: Span): Problem {
  return {
    code: "rule/duplicate-name",
    severity: "error",
    span,
    message: `Two analytics of this file have the name "${name}", so tests and commands cannot tell them apart.`,
    related: [{ span: first, message: "the first one" }],
    help: "Give each analytic a name of its own.",
  };
}
