import type { YamlEntry, YamlNode } from "#syntax/yaml/node.ts";
import type { SampleRef } from "../rule-file.ts";
import { RULEHOUND_SHAPE as SHAPE } from "./rulehound-shape.ts";
import type { ShapeReader } from "./shape-reader.ts";

/** The samples under a key: one or a list, each a path or a mapping with a path and what Splunk would know of it. */
export function readSamples(reader: ShapeReader, entry: YamlEntry | undefined): readonly SampleRef[] {
  if (entry === undefined) return [];
  const node = reader.resolve(entry.value);
  if (node.kind === "sequence") return node.items.flatMap((item) => readSample(reader, item) ?? []);
  const one = readSample(reader, entry.value, entry);
  return one === undefined ? [] : [one];
}

function readSample(reader: ShapeReader, item: YamlNode, entry?: YamlEntry): SampleRef | undefined {
  const node = reader.resolve(item);
  if (node.kind !== "mapping") {
    const path = reader.textOf(item, "a sample", entry?.key.span ?? item.span);
    return path && { path };
  }
  const entries = reader.mapping(node, SHAPE.sample, "a sample");
  const text = (key: string) => reader.text(entries?.get(key), SHAPE.sample[key])?.value;
  const path = reader.text(entries?.get("path"), SHAPE.sample.path);
  const inputs = { sourcetype: text("sourcetype"), source: text("source"), host: text("host"), index: text("index") };
  if (path === undefined) return undefined;
  return {
    path,
    ...(inputs.sourcetype !== undefined && { sourcetype: inputs.sourcetype }),
    ...(inputs.source !== undefined && { source: inputs.source }),
    ...(inputs.host !== undefined && { host: inputs.host }),
    ...(inputs.index !== undefined && { index: inputs.index }),
  };
}
