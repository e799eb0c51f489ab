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
const STEPS = 150;
const RATE = 0.1;
/** How strongly a weight is held to where it began, in places. */
const PULL = 1;
/** How strongly the weight at a kind of spot is held to that of the kind, in places. */
const PULL_SPOT = 2;

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
        // An author who writes from left to right sees nothing behind: every second place counts for that.
        for (const mode of index % 2 === 0 ? ["taken out", "being typed"] : ["taken out"]) {
          const list = listAt(without(text, place.span, analytic.analytic.span.end, mode), {
            uri,
            place,
            rate,
            product,
            environment,
          });
          if (list !== undefined) lists.push({ place: place.kind, mode, items: list });
        }
      }
  }
  return lists;
}

function listAt(text, { uri, place, rate, product, environment }) {
  const seen = [];
  const recorded = (kind, clues, spot) => {
    seen.push([kind, clues, spot]);
    return rate(kind, clues, spot) + seen.length / 2 ** 16;
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
  return [rated[right], ...chosen].map(({ clues: [kind, clues, spot] }) => {
    const told = Object.entries(clues).filter(([, value]) => value !== 0);
    return {
      kind,
      spot,
      names: interned(told.map(([clue]) => clue)),
      values: Float32Array.from(told, ([, value]) => value),
    };
  });
}

const known = new Map();

/** One list for all lists of the same names. */
function interned(names) {
  const key = names.join("\0");
  if (!known.has(key)) known.set(key, names);
  return known.get(key);
}

/**
 * Weights that make the first item of each list likeliest, by gradient ascent (Adam): one for each clue of a kind, held to that
 * of START, and for each kind of spot a difference from it, held to none.
 */
export function fitted(lists) {
  const { cells, data } = flat(lists.map(({ items }) => items));
  const weights = ascend(data, cells);
  const found = {};
  for (const [at, { kind, spot, clue }] of cells.entries())
    found[`${kind} ${spot}`] = { ...found[`${kind} ${spot}`], [clue]: weights[at] };
  return written(found);
}

/** The clues of all items, one after the other: `lists` and `items` hold where each list and each item starts. */
function flat(lists) {
  const columns = new Map();
  const cells = [];
  const column = (kind, spot, clue) => {
    const key = `${kind}\0${spot}\0${clue}`;
    if (!columns.has(key)) {
      columns.set(key, cells.length);
      cells.push({ kind, spot, clue });
    }
    return columns.get(key);
  };
  const all = lists.flat();
  const size = all.reduce((sum, { values }) => sum + values.length, 0);
  const data = {
    lists: new Uint32Array(lists.length + 1),
    items: new Uint32Array(all.length + 1),
    columns: new Uint16Array(size),
    values: new Float32Array(size),
  };
  for (const [i, items] of lists.entries()) data.lists[i + 1] = data.lists[i] + items.length;
  for (const [i, { kind, spot, names, values }] of all.entries()) {
    const from = data.items[i];
    data.items[i + 1] = from + values.length;
    data.values.set(values, from);
    data.columns.set(
      names.map((clue) => column(kind, spot, clue)),
      from,
    );
  }
  return { cells, data };
}

/** The weight of each cell. Parameters are the weights of kinds, then the differences of cells. */
function ascend(data, cells) {
  const bases = new Map();
  const start = [];
  const baseOf = cells.map(({ kind, clue }) => {
    const key = `${kind}\0${clue}`;
    if (!bases.has(key)) {
      bases.set(key, start.length);
      start.push(START[kind]?.[clue] ?? 0);
    }
    return bases.get(key);
  });
  const begun = Float64Array.from([...start, ...cells.map(() => 0)]);
  const current = begun.slice();
  const first = new Float64Array(current.length);
  const second = new Float64Array(current.length);
  const weights = new Float64Array(cells.length);
  const sum = () => {
    for (let i = 0; i < cells.length; i += 1) weights[i] = current[baseOf[i]] + current[start.length + i];
  };
  for (let step = 1; step <= STEPS; step += 1) {
    sum();
    const gradient = gradientAt(data, weights);
    const slopes = new Float64Array(current.length);
    for (let i = 0; i < cells.length; i += 1) {
      slopes[baseOf[i]] += gradient[i];
      slopes[start.length + i] = gradient[i];
    }
    const rate = (RATE * (1 - step / (STEPS + 1))) / (1 - 0.9 ** step);
    for (let i = 0; i < current.length; i += 1) {
      const pull = i < start.length ? PULL : PULL_SPOT;
      const slope = (slopes[i] - pull * (current[i] - begun[i])) / (data.lists.length - 1);
      first[i] = 0.9 * first[i] + 0.1 * slope;
      second[i] = 0.99 * second[i] + 0.01 * slope * slope;
      current[i] += (rate * first[i]) / Math.sqrt(second[i] / (1 - 0.99 ** step) + 1e-12);
    }
  }
  sum();
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
