import { dump } from "js-yaml";
import type { Catalog } from "#catalog/catalog.ts";
import { withOverlay } from "#catalog/overlay.ts";
import { anchorsOf, toData } from "#syntax/yaml/data.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import type { LearnedOverlay } from "./learn-fields.ts";

/** The text of the overlay file, or why the one that is there cannot be updated. */
export type LearnedFile = { readonly text: string } | { readonly refused: string };

const HEAD = `# Names that samples had, learnt by Rulehound. Nothing here says that a name must be there.
# Entries may be changed and added by hand; comments are not kept when the file is updated.
`;

type Entry = Readonly<Record<string, unknown>>;

/**
 * The overlay file with what was learned. Of `before`, the file as it is, everything is kept; where both say something of the same field,
 * the new sample counts. Refused when `before` is no sound overlay, so that nothing of it is lost.
 */
export function learnedFile(before: string, learned: LearnedOverlay, catalog: Catalog): LearnedFile {
  const { documents, problems } = parseYaml(before);
  const [root, second] = documents;
  const value = root === undefined ? null : toData(root, anchorsOf(documents));
  const wrong = [
    ...problems.map(({ message }) => message),
    ...(second === undefined ? [] : ["It holds several documents."]),
    ...withOverlay(catalog, [{ source: "learned.yaml", value }]).problems.map(({ message }) => message),
  ];
  if (wrong.length > 0) return { refused: `The file is no sound overlay: ${wrong[0]} Mend or remove it first.` };
  const old = (value ?? {}) as Readonly<Record<string, readonly Entry[]>>;
  const merged = {
    ...old,
    events: mergeEvents(old.events ?? [], learned.events),
    fields: mergeEntries(old.fields ?? [], learned.fields, nameOf),
    sourcetypes: mergeSourcetypes(old.sourcetypes ?? [], learned.sourcetypes),
  };
  const filled = Object.fromEntries(Object.entries(merged).filter(([, entries]) => entries.length > 0));
  const text = Object.keys(filled).length === 0 ? "" : dump(filled, { lineWidth: 140 });
  return { text: HEAD + text };
}

const nameOf = (entry: Entry): string => String(entry.name);
const eventOf = ({ channel, id, provider }: Entry): string =>
  JSON.stringify([String(channel).toLowerCase(), id, String(provider ?? "").toLowerCase()]);
const listOf = (entry: Entry, key: string): readonly unknown[] => {
  const list = entry[key];
  return Array.isArray(list) ? list : [];
};

/** The entries of both; of the same key, the new one over the old. */
function mergeEntries(
  old: readonly Entry[],
  fresh: readonly object[],
  keyOf: (entry: Entry) => string,
  merge: (old: Entry, fresh: Entry) => Entry = (before, after) => ({ ...before, ...after }),
): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const one of [...old, ...(fresh as readonly Entry[])]) {
    const key = keyOf(one);
    const before = entries.get(key);
    entries.set(key, before === undefined ? one : merge(before, one));
  }
  return [...entries.values()];
}

function mergeEvents(old: readonly Entry[], fresh: readonly object[]): readonly Entry[] {
  return mergeEntries(old, fresh, eventOf, (before, after) => ({
    ...before,
    ...after,
    fields: mergeEntries(listOf(before, "fields").map(asEntry), listOf(after, "fields").map(asEntry), nameOf),
  }));
}

function mergeSourcetypes(old: readonly Entry[], fresh: readonly object[]): readonly Entry[] {
  return mergeEntries(old, fresh, nameOf, (before, after) => ({
    ...before,
    ...after,
    sources: [...new Set([...listOf(before, "sources"), ...listOf(after, "sources")])],
  }));
}

/** A field of an event may be its name alone. */
function asEntry(field: unknown): Entry {
  return typeof field === "string" ? { name: field } : (field as Entry);
}
