import type { YamlNode, YamlScalar } from "#syntax/yaml/node.ts";
import { decodeScalar } from "#syntax/yaml/scalar-map.ts";

/** All scalars of a tree in the order of the text, keys included. */
export function scalarsOf(node: YamlNode): readonly YamlScalar[] {
  switch (node.kind) {
    case "scalar":
      return [node];
    case "mapping":
      return node.entries.flatMap((entry) => [...scalarsOf(entry.key), ...scalarsOf(entry.value)]);
    case "sequence":
      return node.items.flatMap(scalarsOf);
    default:
      return [];
  }
}

/** What is wrong with a scalar's source map: a value that differs, gaps in the text, exact segments that lie. */
export function mapFaults(source: string, scalar: YamlScalar): readonly string[] {
  const { text, map } = decodeScalar(source, scalar);
  const faults: string[] = [];
  if (text !== scalar.value)
    faults.push(`decoded ${JSON.stringify(text)}, js-yaml says ${JSON.stringify(scalar.value)}`);
  let embedded = 0;
  let host = scalar.content.start;
  for (const segment of map.segments) {
    if (segment.embedded.start !== embedded) faults.push(`gap in the text at ${embedded}`);
    if (segment.host.start < host || segment.host.end < segment.host.start)
      faults.push(`host goes back at ${embedded}`);
    embedded = segment.embedded.end;
    host = segment.host.end;
    const here = text.slice(segment.embedded.start, segment.embedded.end);
    if (segment.exact && here !== source.slice(segment.host.start, segment.host.end)) faults.push(`not exact: ${here}`);
  }
  if (embedded !== text.length) faults.push("the map ends before the text");
  if (host > scalar.content.end) faults.push("the map leaves the scalar");
  return faults;
}
