// The places of a rule file at which a hover is asked, with what the file itself says of them.
import { placesOf } from "./places.mjs";

const UUID = /(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])/gi;
const TECHNIQUE = /\bT\d{4}(?:\.\d{3})?\b/g;
const TAG = /\battack\.(t\d{4}(?:\.\d{3})?|ta\d{4}|g\d{4}|s\d{4}|[a-z]+(?:[-_][a-z]+)*)\b/g;

/** Places of the analytics, of a Sigma rule's searches, and of UUIDs and techniques anywhere in the text. */
export function hoverPlaces(analysis, product, facts) {
  const { text } = analysis.document;
  const own = analysis.rule.metadata.id?.span;
  const places = [...sigmaPlaces(analysis, product, facts)];
  for (const analytic of analysis.analytics)
    for (const { kind, name, span } of placesOf(analytic, product))
      if (KINDS[kind] !== undefined)
        places.push(placed(KINDS[kind], name, span, { channels: channelsIn(analytic.text, facts) }));
  for (const match of text.matchAll(UUID)) {
    const span = spanOf(match);
    // Ids of rules are UUIDs too; they name nothing.
    const line = text.slice(text.lastIndexOf("\n", span.start) + 1, span.start);
    if (span.start === own?.start || /^\s*(?:-\s+)?(?:id|uuid):\s*["']?$/.test(line)) continue;
    places.push(placed("uuid", match[0].toLowerCase(), span));
  }
  for (const match of text.matchAll(TECHNIQUE)) places.push(placed("technique", match[0], spanOf(match)));
  for (const match of text.matchAll(TAG)) {
    const object = /\d/.test(match[1])
      ? match[1].toUpperCase()
      : facts.attack.tactics.get(match[1].replaceAll("_", "-"))?.id;
    if (object !== undefined) places.push(placed("technique", object, spanOf(match)));
  }
  return places;
}

const KINDS = {
  command: "command",
  function: "function",
  aggregation: "aggregation",
  "event-id": "event id",
  field: "field",
  "field: not there": "field",
};

const spanOf = (match) => ({ start: match.index, end: match.index + match[0].length });

function placed(kind, name, span, more = {}) {
  return { kind, name, offset: Math.floor((span.start + span.end) / 2), ...more };
}

/** The channels that a search states in its source or sourcetype. */
function channelsIn(text, facts) {
  const found = [...text.matchAll(/\b(?:Xml)?WinEventLog:([\w /-]+)/gi)].flatMap(
    ([, name]) => facts.channelOf(name.trim()) ?? [],
  );
  return [...new Set(found)];
}

function sigmaPlaces({ document, rule }, product, facts) {
  if (rule.format !== "sigma") return [];
  const roots = product.parseYaml(document.text).documents;
  return roots.flatMap((root) => {
    const detection = product.entryOf(root, "detection")?.value;
    const source = product.toData(product.entryOf(root, "logsource")?.value ?? root) ?? {};
    if (detection?.kind !== "mapping" || source.product !== "windows") return [];
    const channels = facts.logSources
      .filter((one) =>
        source.category ? one.category === source.category : one.service === source.service && !one.category,
      )
      .flatMap((one) => (one.channels ?? []).flatMap((name) => facts.channelOf(name) ?? []));
    const searches = detection.entries.filter(
      (entry) => !/^(?:condition|timeframe)$/.test(product.keyText(entry) ?? ""),
    );
    return searches.flatMap(({ value }) =>
      mappingsOf(value).flatMap((one) => fieldPlaces(one, { channels, source }, product)),
    );
  });
}

function mappingsOf(node) {
  if (node.kind === "sequence") return node.items.flatMap(mappingsOf);
  return node.kind === "mapping" ? [node] : [];
}

function fieldPlaces(mapping, { channels }, product) {
  const ids = mapping.entries
    .flatMap((entry) => (product.keyText(entry) === "EventID" ? scalars(entry.value) : []))
    .map(({ value }) => Number(value));
  return mapping.entries.flatMap((entry) => {
    const [name] = (product.keyText(entry) ?? "").split("|");
    const { start } = entry.key.span;
    const field = placed("field", name, { start: start + 1, end: start + name.length }, { channels, ids });
    const values = name === "EventID" ? scalars(entry.value).filter(({ value }) => /^\d+$/.test(value)) : [];
    return [field, ...values.map(({ value, span }) => placed("event id", value, span, { channels }))];
  });
}

function scalars(node) {
  if (node.kind === "sequence") return node.items.flatMap(scalars);
  return node.kind === "scalar" ? [node] : [];
}
