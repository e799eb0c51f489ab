import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { confKeys } from "../../keys/conf/conf-keys.ts";
import { type ConfPlace, confPlace } from "../../keys/conf/conf-place.ts";
import { type Keys, keyAt } from "../../keys/key-tree.ts";
import { pathOf } from "../../keys/keys-of-document.ts";
import type { CompletionItem, CompletionList } from "../../types.ts";
import { rankOf } from "../provider.ts";

/** Outside searches, in one of Splunk's .conf files: names of stanzas, settings of the stanza at hand, their values. */
export function completeConf(analysis: DocumentAnalysis, offset: number): CompletionList | undefined {
  const path = pathOf(analysis.document.uri);
  const keys = confKeys(path);
  const place = keys === undefined ? undefined : confPlace(analysis.document.text, offset);
  if (keys === undefined || place === undefined) return undefined;
  const items =
    place.kind === "stanza"
      ? stanzas(path, place, analysis)
      : place.kind === "key"
        ? settings(keys, place)
        : values(keys, place.key);
  if (items.length === 0) return undefined;
  return { span: { start: offset - place.typed.length, end: offset }, items, incomplete: false };
}

function settings(keys: Keys, { present, equals }: Extract<ConfPlace, { kind: "key" }>): readonly CompletionItem[] {
  const named = Object.entries(keys).filter(([key]) => key !== "*" && !present.has(key));
  return named.map(([key, { doc, required }], index) => ({
    label: key.endsWith("-") ? `${key}…` : key,
    kind: "key",
    detail: required === true ? "required" : "",
    documentation: doc,
    insert: equals || key.endsWith("-") ? key : `${key} = `,
    filter: key,
    rank: rankOf(required === true ? 0 : 1, 1000 - index),
  }));
}

function values(keys: Keys, key: string): readonly CompletionItem[] {
  return (keyAt(keys, [key])?.values ?? []).map((choice, index) => {
    const [value, meaning] = typeof choice === "string" ? [choice, ""] : choice;
    return {
      label: value,
      kind: "value",
      detail: meaning,
      insert: value,
      filter: `${value} ${meaning}`,
      rank: rankOf(0, 1000 - index),
    };
  });
}

/** Stanzas of props.conf are source types, those of tags.conf a field with its value; others have names of one's own. */
function stanzas(
  path: string,
  { closed }: Extract<ConfPlace, { kind: "stanza" }>,
  { environment: { names, catalog } }: DocumentAnalysis,
): readonly CompletionItem[] {
  const own = /\/props\.conf$/i.test(path)
    ? [...catalog.sources.sourcetypes().map(({ sourcetype }) => sourcetype), "source::", "host::", "default"]
    : /\/tags\.conf$/i.test(path)
      ? names.eventTypes.map(({ name }) => `eventtype=${name}`)
      : ["default"];
  return own.map((name, index) => ({
    label: name,
    kind: "key",
    detail: "stanza",
    insert: closed || name.endsWith("::") ? name : `${name}]`,
    rank: rankOf(0, 10_000 - index),
  }));
}
