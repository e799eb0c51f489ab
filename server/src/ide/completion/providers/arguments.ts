import { optionType, renderOption } from "../../render/command.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext, Place } from "../context.ts";
import { type Provider, rankOf } from "../provider.ts";

const PLACES: ReadonlySet<Place> = new Set(["argument", "field", "aggregation", "search"]);

/** Options and clause words of the command that are not there yet, and the values of an option. */
export const commandArguments: Provider = (context) => {
  const { place, stage, cursor, quoted } = context;
  if (stage === undefined) return [];
  const grammar = cursor.analytic.environment.dialect.command(stage.command)?.grammar ?? {};
  if (place === "option-value") return optionValues(context);
  if (!PLACES.has(place) || quoted) return [];
  const used = new Set(stage.parts.flatMap((part) => (part.kind === "option" ? [part.name] : [])));
  const items: CompletionItem[] = [];
  for (const part of Object.values(grammar)) {
    if (part.kind === "option" && !part.names.some((name) => used.has(name))) {
      const name = part.names[0] ?? "";
      items.push({
        label: `${name}=`,
        kind: "option",
        detail: optionType(part.type),
        documentation: () => renderOption(part),
        insert: `${name}=`,
        rank: rankOf(place === "argument" ? 1 : 4, 0),
      });
    }
    if ("keywords" in part && part.keywords !== undefined) {
      const word = (part.keywords[0] ?? "").toUpperCase();
      items.push({
        label: word,
        kind: "keyword",
        detail: part.doc,
        insert: `${word} `,
        rank: rankOf(place === "search" ? 4 : 1, 50),
      });
    }
  }
  if (place === "search" && stage.command === "search")
    for (const word of ["AND", "OR", "NOT", "IN"]) items.push(keyword(word));
  return items;
};

function keyword(word: string): CompletionItem {
  const insert = word === "IN" ? "IN ($0)" : `${word} `;
  return { label: word, kind: "keyword", detail: "operator", insert, snippet: word === "IN", rank: rankOf(2, 0) };
}

function optionValues({ stage, cursor, option, field }: CompletionContext): readonly CompletionItem[] {
  const name = option?.name ?? field;
  const parts = Object.values(cursor.analytic.environment.dialect.command(stage?.command ?? "")?.grammar ?? {});
  const part = parts.find((one) => one.kind === "option" && name !== undefined && one.names.includes(name));
  if (part?.kind !== "option") return [];
  const listed = typeof part.type === "string" ? (part.type === "bool" ? ["true", "false"] : []) : part.type;
  return listed.map((value, index) => ({
    label: value,
    kind: "value",
    detail: part.doc,
    insert: value,
    rank: rankOf(0, 100 - index),
  }));
}
