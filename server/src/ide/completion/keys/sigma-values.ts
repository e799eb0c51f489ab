import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import { eventsOf, logSourceOf } from "../../keys/sigma-sources.ts";
import type { YamlPlace } from "../../keys/yaml-place.ts";
import { renderEvent } from "../../render/event.ts";
import type { CompletionItem } from "../../types.ts";
import { eventsNamed } from "../events-named.ts";
import { rankOf } from "../provider.ts";
import { writtenInYaml } from "./written-in-yaml.ts";

const SHOWN = 200;

interface SigmaValues {
  readonly typed: string;
  readonly items: readonly CompletionItem[];
}

/** Values in the searches of a Sigma rule, and the words of its condition; undefined elsewhere. */
export function sigmaValues(place: YamlPlace, analysis: DocumentAnalysis): SigmaValues | undefined {
  const [top, search, ...fields] = place.path;
  if (top !== "detection" || place.kind === "key") return undefined;
  if (search === "condition") return condition(place, analysis.document.text);
  const [name = "", ...modifiers] = (fields.at(-1) ?? "").split("|");
  if (name === "" || modifiers.some((modifier) => modifier === "re" || modifier === "cidr")) return undefined;
  const items = EVENT_ID_FIELDS.has(name) ? events(place, analysis) : enumerated(name, place, analysis);
  return items.length === 0 ? undefined : { typed: place.typed, items };
}

/** The events of the log source by id or words; of every Windows log while it names none. */
function events({ typed, present }: YamlPlace, { document, environment }: DocumentAnalysis): readonly CompletionItem[] {
  const { windows } = environment.catalog;
  const own = eventsOf(logSourceOf(document.text), environment.catalog);
  const found = eventsNamed(own.length > 0 ? own : windows.all(), typed).filter(({ id }) => !present.has(String(id)));
  return found
    .toSorted((a, b) => b.use - a.use || a.id - b.id)
    .slice(0, SHOWN)
    .map((event, index) => ({
      label: String(event.id),
      kind: "event-id",
      detail: `${event.title} · ${event.channel}`,
      documentation: () => renderEvent(event),
      insert: String(event.id),
      filter: `${event.id} ${event.title} ${typed}`,
      rank: rankOf(0, 1000 - index),
    }));
}

function enumerated(field: string, place: YamlPlace, { environment }: DocumentAnalysis): readonly CompletionItem[] {
  const values = environment.catalog.enums.tableOf(field)?.values ?? [];
  return values.flatMap(([value, meaning], index): readonly CompletionItem[] => {
    if (place.present.has(value)) return [];
    const insert = place.style === "plain" && /^(?:0|[1-9]\d{0,14})$/.test(value) ? value : writtenInYaml(value, place);
    const filter = `${value} ${meaning}`;
    return [{ label: value, kind: "value", detail: meaning, insert, filter, rank: rankOf(0, 1000 - index) }];
  });
}

const WORDS = ["and", "or", "not", "1 of them", "all of them"];

/** The names of the searches with the words that join them; one name for several that begin alike. */
function condition({ typed }: YamlPlace, text: string): SigmaValues {
  const names = searchNames(text);
  const groups = new Set(names.flatMap((name) => /^(.+_)[^_]+$/.exec(name)?.[1] ?? []));
  const several = [...groups].flatMap((group) => [`1 of ${group}*`, `all of ${group}*`]);
  const word = /(?<![\w*])[\w*]*$/.exec(typed)?.[0] ?? "";
  const items = [...names, ...several, ...WORDS].map(
    (label, index): CompletionItem => ({
      label,
      kind: names.includes(label) ? "value" : "keyword",
      detail: names.includes(label) ? "search of this rule" : "",
      insert: label,
      rank: rankOf(0, 1000 - index),
    }),
  );
  return { typed: word, items };
}

/** The keys right below `detection`, read from the lines. */
function searchNames(text: string): readonly string[] {
  const block = /^detection:[^\n]*\n((?:[ \t]+[^\n]*(?:\n|$)|[ \t]*\r?\n|#[^\n]*\n)*)/m.exec(text)?.[1] ?? "";
  const indent = /^[ \t]+(?=[^\s#])/m.exec(block)?.[0] ?? "  ";
  const keys = [...block.matchAll(/^([ \t]+)["']?([\w-]+)["']?:/gm)].flatMap(([, space, key = ""]) =>
    space === indent ? [key] : [],
  );
  return keys.filter((key) => key !== "condition" && key !== "timeframe");
}
