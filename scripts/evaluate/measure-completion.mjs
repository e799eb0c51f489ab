// Asks completion at the places of documents and counts where the right answer stands.
import { grouped } from "./grouped.mjs";
import { placesOf } from "./places.mjs";

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
        const end = mode === "taken out" ? place.span.end : analytic.analytic.span.end;
        results.push(ask(product, environment, { uri, text, place, end }));
      }
  }
  return results;
}

function ask(product, environment, { uri, text, place, end }) {
  const { start } = place.span;
  const closing = end === place.span.end ? "" : closingOf(text, end);
  const edited = text.slice(0, start) + closing + text.slice(end);
  const analysis = product.analyseDocument(product.createDocument(uri, 1, edited), environment);
  const started = performance.now();
  const list = product.complete(analysis, start);
  const took = performance.now() - started;
  const items = list?.items ?? [];
  const rank = items.findIndex((item) => place.answers.includes(nameOf(item)));
  return {
    kind: place.kind,
    answers: place.answers,
    rank: rank < 0 ? undefined : rank,
    took,
    first: items.slice(0, 6).map(({ label }) => label),
    around: text.slice(Math.max(0, start - 60), start).replace(/\s+/g, " "),
  };
}

/** The quote that ends a quoted scalar stays, as an editor would have put it there. */
function closingOf(text, end) {
  const last = text[end - 1];
  return (last === "'" || last === '"') && text[end] === "\n" ? last : "";
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
