// Data sources, sourcetypes and sources as the public detections name them.
import { readFileSync } from "node:fs";
import { byText, dictionary, runs, sortedDictionary, trimmed } from "./format.mjs";

/** Fields of source types that the data sources tell none of; each entry says which document has them. */
const DOCUMENTED = JSON.parse(readFileSync(new URL("data/source-fields.json", import.meta.url), "utf8"));

export function sources(raw) {
  const list = [...raw["splunk-fields"].dataSources].sort((a, b) => byText(a.name, b.name));
  const words = sortedDictionary(
    list.flatMap((s) => [
      ...s.fields,
      ...(s.outputFields ?? []),
      ...(s.components ?? []),
      ...(s.addOns ?? []).map((a) => a.name),
    ]),
  );
  const lists = dictionary();
  const at = (texts) => lists.of([...(texts ?? [])].map(words.of).sort((a, b) => a - b));
  const rows = list.map((s) =>
    trimmed([
      s.name,
      s.source,
      s.sourcetype,
      s.separator ?? null,
      s.separatorValue ?? null,
      s.detections ?? 0,
      at(s.fields),
      at(s.outputFields),
      at(s.components),
      (s.addOns ?? []).map((a) => (a.version ? [words.of(a.name), a.version] : [words.of(a.name)])),
      s.cim ? s.cim.map((c) => [c.dataset, Object.entries(c.mapping)]) : null,
      s.note ?? null,
    ]),
  );
  return {
    words: words.values,
    lists: lists.values.map(runs),
    dataSources: rows,
    sourcetypes: raw["splunk-fields"].sourcetypes
      .map((s) => [s.sourcetype, s.source, s.dataSources ?? 0])
      .sort((a, b) => byText(a[0], b[0]) || byText(a[1], b[1])),
    sourcetypeFields: Object.values(DOCUMENTED).map(({ sourcetypes, fields }) => [sourcetypes, fields]),
  };
}
