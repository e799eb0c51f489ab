// Weights of the clues by which completions are ordered: those under which the names that authors wrote are likeliest.
import { placesOf } from "../evaluate/places.mjs";
import { environmentWith, without } from "../evaluate/product.mjs";
import { byText } from "./format.mjs";

/** Weights to begin with, and to stay near where the places do not tell otherwise. */
const START = {
  field: { usual: 1, before: 1, after: 1, elsewhere: 1, listed: -3, "listed behind": -3, call: -6, compared: 3 },
  function: { usual: 1, call: 3 },
  aggregation: { usual: 1 },
  option: { usual: 1 },
  keyword: { usual: 1 },
  "event-id": {
    usual: 1,
    listed: -4,
    said: 3,
    elsewhere: 3,
    title: 2,
    "lacks fields": -1,
    near: 1,
    "same hundred": 1,
    alike: 2,
    together: 1,
    channel: 2,
  },
};
/** Items of a list that are looked at: the likeliest ones, and others at even steps. */
const LIKELIEST = 60;
const OTHERS = 30;
const STEPS = 200;
const RATE = 0.1;
/** How strongly a weight is held to where it began, in places. */
const PULL = 1;

/** START as the catalog writes weights. */
export const startWeights = () => written(START);

/** Lists of items with their clues at the places of documents, under counts of use that these documents are not part of. */
export function listsOf(documents, tables, product) {
  const environment = environmentWith(product, { ...tables, weights: startWeights() });
  const rate = product.ratingBy(environment.catalog.usage);
  const lists = [];
  for (const { uri, text } of documents) {
    const analysis = product.analyseDocument(product.createDocument(uri, 0, text), environment);
    for (const analytic of analysis.analytics)
      for (const [index, place] of placesOf(analytic, product).entries()) {
        if (!/^(?:field$|field: nothing|data-model-f|func|aggr|option|keyword|event-id)/.test(place.kind)) continue;
        // An author who writes from left to right sees nothing behind: every third place counts for that too.
        for (const mode of index % 3 === 0 ? ["taken out", "being typed"] : ["taken out"]) {
          const list = listAt(without(text, place.span, analytic.analytic.span.end, mode), {
            uri,
            place,
            rate,
            product,
            environment,
          });
          if (list !== undefined) lists.push(list);
        }
      }
  }
  return lists;
}

function listAt(text, { uri, place, rate, product, environment }) {
  const seen = [];
  const recorded = (kind, clues) => {
    seen.push([kind, clues]);
    return rate(kind, clues) + seen.length / 2 ** 16;
  };
  const analysis = product.analyseDocument(product.createDocument(uri, 1, text), environment);
  const items = product.complete(analysis, place.span.start, undefined, recorded)?.items ?? [];
  const rated = items.flatMap((item) => {
    const at = Math.round((item.rank % 1) * 2 ** 16);
    return at === 0 ? [] : [{ item, clues: seen[at - 1] }];
  });
  const right = rated.findIndex(({ item }) => place.answers.includes(item.label.toLowerCase()));
  if (right < 0) return undefined;
  const step = Math.max(1, Math.floor((rated.length - LIKELIEST) / OTHERS));
  const chosen = rated.filter((_, i) => i !== right && (i < LIKELIEST || i % step === 0));
  return [rated[right], ...chosen].map(({ clues: [kind, clues] }) => {
    const told = Object.entries(clues).filter(([, value]) => value !== 0);
    return { kind, names: interned(told.map(([clue]) => clue)), values: Float32Array.from(told, ([, value]) => value) };
  });
}

const known = new Map();

/** One list for all lists of the same names. */
function interned(names) {
  const key = names.join("\0");
  if (!known.has(key)) known.set(key, names);
  return known.get(key);
}

/** Weights that make the first item of each list likeliest, by gradient ascent (Adam) with a pull to the weights of START. */
export function fitted(lists) {
  const columns = new Map();
  const start = [];
  const column = (kind, clue) => {
    const key = `${kind}\0${clue}`;
    if (!columns.has(key)) {
      columns.set(key, start.length);
      start.push(START[kind]?.[clue] ?? 0);
    }
    return columns.get(key);
  };
  const data = flat(lists, column);
  const weights = ascend(data, Float64Array.from(start));
  const found = {};
  for (const [key, at] of columns) {
    const [kind, clue] = key.split("\0");
    found[kind] = { ...found[kind], [clue]: weights[at] };
  }
  return written(found);
}

/** The clues of all items, one after the other: `lists` and `items` hold where each list and each item starts. */
function flat(lists, column) {
  const all = lists.flat();
  const size = all.reduce((sum, { values }) => sum + values.length, 0);
  const data = {
    lists: new Uint32Array(lists.length + 1),
    items: new Uint32Array(all.length + 1),
    columns: new Uint16Array(size),
    values: new Float32Array(size),
  };
  for (const [i, items] of lists.entries()) data.lists[i + 1] = data.lists[i] + items.length;
  for (const [i, { kind, names, values }] of all.entries()) {
    const from = data.items[i];
    data.items[i + 1] = from + values.length;
    data.values.set(values, from);
    data.columns.set(
      names.map((clue) => column(kind, clue)),
      from,
    );
  }
  return data;
}

function ascend(data, start) {
  const weights = start.slice();
  const first = new Float64Array(start.length);
  const second = new Float64Array(start.length);
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = gradientAt(data, weights);
    const rate = (RATE * (1 - step / (STEPS + 1))) / (1 - 0.9 ** step);
    for (let i = 0; i < weights.length; i += 1) {
      const slope = (gradient[i] - PULL * (weights[i] - start[i])) / (data.lists.length - 1);
      first[i] = 0.9 * first[i] + 0.1 * slope;
      second[i] = 0.99 * second[i] + 0.01 * slope * slope;
      weights[i] += (rate * first[i]) / Math.sqrt(second[i] / (1 - 0.99 ** step) + 1e-12);
    }
  }
  return weights;
}

function gradientAt({ lists, items, columns, values }, weights) {
  const gradient = new Float64Array(weights.length);
  const shares = new Float64Array(1000);
  for (let list = 0; list + 1 < lists.length; list += 1) {
    const from = lists[list];
    const to = lists[list + 1];
    let most = Number.NEGATIVE_INFINITY;
    for (let item = from; item < to; item += 1) {
      let score = 0;
      for (let i = items[item]; i < items[item + 1]; i += 1) score += weights[columns[i]] * values[i];
      shares[item - from] = score;
      most = Math.max(most, score);
    }
    let all = 0;
    for (let i = 0; i < to - from; i += 1) {
      shares[i] = Math.exp(shares[i] - most);
      all += shares[i];
    }
    for (let item = from; item < to; item += 1) {
      const pull = (item === from ? 1 : 0) - shares[item - from] / all;
      for (let i = items[item]; i < items[item + 1]; i += 1) gradient[columns[i]] += pull * values[i];
    }
  }
  return gradient;
}

function written(weights) {
  return Object.entries(weights)
    .sort(([a], [b]) => byText(a, b))
    .map(([kind, clues]) => [
      kind,
      Object.entries(clues)
        .sort(([a], [b]) => byText(a, b))
        .map(([clue, weight]) => [clue, Math.round(weight * 100) / 100]),
    ]);
}
