// Asks completion at the places of documents and counts where the right answer stands.
import { grouped } from "./grouped.mjs";
import { placesOf } from "./places.mjs";
import { without } from "./product.mjs";

/**
 * One result for each place: `rank` counts from 0, undefined when the answer is not offered. In mode "taken out" only the
 * name is missing; in mode "being typed" nothing follows either, as for an author who writes from left to right.
 */
export function measure(documents, { product, environment, mode }) {
  const results = [];
  for (const { uri, text } of documents) {
    const analysis = product.analyseDocument(product.createDocument(uri, 0, text), environment);
    for (const analytic of analysis.analytics)
      for (const place of placesOf(analytic, product)) {
        const edited = without(text, place.span, analytic.analytic.span.end, mode);
        const named = whereNamed(place, edited, text.length - edited.length, analytic.analytic.span);
        results.push({ ...ask(product, environment, { uri, text, place, edited }), named });
      }
  }
  return results;
}

/** Where else the name stands that is asked for, in what is left of the document. */
function whereNamed({ answers }, edited, missing, { start, end }) {
  const names = (text) => text.toLowerCase().match(/[\w.{}@-]+/g) ?? [];
  const has = (text) => names(text).some((name) => answers.includes(name));
  if (has(edited.slice(start, end - missing))) return "in the search";
  return has(`${edited.slice(0, start)} ${edited.slice(end - missing)}`) ? "in the document" : "nowhere";
}

function ask(product, environment, { uri, text, place, edited }) {
  const { start } = place.span;
  const analysis = product.analyseDocument(product.createDocument(uri, 1, edited), environment);
  const started = performance.now();
  const list = product.complete(analysis, start);
  const took = performance.now() - started;
  const items = list?.items ?? [];
  const rank = items.findIndex((item) => place.answers.includes(nameOf(item)));
  return {
    uri,
    kind: place.kind,
    answers: place.answers,
    rank: rank < 0 ? undefined : rank,
    took,
    first: items.slice(0, 6).map(({ label }) => label),
    around: text.slice(Math.max(0, start - 60), start).replace(/\s+/g, " "),
  };
}

const nameOf = (item) => item.label.toLowerCase();

/** A table by kind. */
export function rows(results) {
  const kinds = grouped(results, ({ kind }) => kind);
  return Object.fromEntries([...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, all]) => [kind, row(all)]));
}

function row(all) {
  const share = (test) => Number(((100 * all.filter(test).length) / all.length).toFixed(1));
  const mrr = all.reduce((sum, { rank }) => sum + (rank === undefined ? 0 : 1 / (rank + 1)), 0) / all.length;
  const times = all.map(({ took }) => took).sort((a, b) => a - b);
  return {
    n: all.length,
    top1: share(({ rank }) => rank === 0),
    top5: share(({ rank }) => rank < 5),
    MRR: Number(mrr.toFixed(3)),
    offered: share(({ rank }) => rank !== undefined),
    p95ms: Number(times[Math.floor(0.95 * times.length)].toFixed(1)),
  };
}

/** What was not among the first five, by kind, by where else the name stands, and by where it is offered. */
export function missesBy(results, kinds) {
  return kinds.flatMap((kind) =>
    ["in the search", "in the document", "nowhere"].map((named) => {
      const places = results.filter((result) => result.kind === kind && result.named === named);
      const count = (test) => places.filter(test).length;
      return {
        kind,
        named,
        places: places.length,
        six: count(({ rank }) => rank >= 5 && rank < 20),
        more: count(({ rank }) => rank >= 20),
        none: count(({ rank }) => rank === undefined),
      };
    }),
  );
}
