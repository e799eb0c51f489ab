// Counts of the names that authors write where.
import { placesOf } from "../evaluate/places.mjs";
import { environmentWith, NO_USAGE, without } from "../evaluate/product.mjs";
import { byText, sortedDictionary } from "./format.mjs";

/** A situation that was seen less often tells nothing. */
const LEAST = 2;
/** A narrow situation that makes what was written in it likelier than the wider one does by less than this, in nats, is left out. */
const TELLS = 2;

const WRITTEN = {
  function: (name) => `${name}()`,
  aggregation: (name) => `${name}()`,
  // Each detection has a filter macro of its own name.
  macro: (name) => name.replace(/^.*_filter$/, "_filter"),
};
/** Kinds that are weighed by what stands behind them too. */
const WEIGHED = /^(?:field|data-model-field|function|aggregation|option|keyword|event-id)/;

/** Kinds that depend on what the search reads. */
const ABOUT = /^(?:field|data-model-field|function)/;

/** For each document: the situations that it shows, each with the name that was written there. */
export function usesOf(documents, product) {
  const environment = environmentWith(product, NO_USAGE);
  return documents.map(({ uri, text }) => {
    const uses = [];
    const analysis = product.analyseDocument(product.createDocument(uri, 0, text), environment);
    for (const analytic of analysis.analytics) {
      const places = placesOf(analytic, product);
      for (const place of places)
        for (const situation of situationsAt(place, { uri, text, analytic, product, environment }))
          uses.push([situation, WRITTEN[place.kind]?.(place.name) ?? place.name]);
      const ids = [...new Set(places.flatMap(({ kind, name }) => (kind === "event-id" ? [name] : [])))];
      for (const id of ids) for (const other of ids) if (other !== id) uses.push([`&${id}`, other]);
    }
    return uses;
  });
}

/** The situations of a document that ends before the place, and the evidence of one in which only the name is missing. */
function situationsAt({ kind, span }, { uri, text, analytic, product, environment }) {
  const { end } = analytic.analytic.span;
  const contextOf = (mode) => {
    const edited = product.createDocument(uri, 1, without(text, span, end, mode));
    const cursor = product.analyticCursor(product.analyseDocument(edited, environment), span.start);
    return cursor === undefined ? undefined : product.completionContext(cursor);
  };
  const typed = contextOf("being typed");
  const behind = kind === "command" ? [product.shapeOf(text.slice(span.end, span.end + 80))] : [];
  const situations = typed === undefined ? [] : [...product.situationsOf(typed), ...behind];
  const about =
    typed !== undefined && ABOUT.test(kind) ? product.subjectsOf(typed).map(([, situation]) => situation) : [];
  const whole = WEIGHED.test(kind) ? contextOf("taken out") : undefined;
  return whole === undefined
    ? [...situations, ...about]
    : [...situations, ...about, ...product.evidenceAt(whole).map(([, situation]) => situation)];
}

/** The tables of `usage.json` from the uses of documents. */
export function tablesOf(uses) {
  const situations = new Map();
  for (const [situation, name] of uses.flat()) {
    const names = situations.get(situation) ?? new Map();
    names.set(name, (names.get(name) ?? 0) + 1);
    situations.set(situation, names);
  }
  const rows = [...situations]
    .map(([situation, names]) => [situation, [...names.values()].reduce((sum, n) => sum + n, 0), names])
    .filter(([situation, total, names]) => total >= LEAST && tells(names, total, situations.get(wider(situation))))
    .sort(([a], [b]) => byText(a, b));
  const dictionary = sortedDictionary(rows.flatMap(([, , names]) => [...names.keys()]));
  return {
    names: dictionary.values,
    situations: rows.map(([situation, total, names]) => [
      situation,
      total,
      [...names].sort((a, b) => b[1] - a[1] || byText(a[0], b[0])).flatMap(([name, n]) => [dictionary.of(name), n]),
    ]),
  };
}

/** The situation that is looked at where a narrow one says nothing; "" for one that is not narrower than another. */
function wider(situation) {
  return situation.slice(0, Math.max(0, situation.lastIndexOf("<")));
}

/** Whether the names of a situation are told well enough by those of the wider one. */
function tells(names, total, wide) {
  if (wide === undefined) return true;
  const all = [...wide.values()].reduce((sum, n) => sum + n, 0);
  const kinds = names.size + 1;
  let gain = 0;
  for (const [name, n] of names) {
    const usual = (wide.get(name) ?? 0) / all;
    gain += n * Math.log((n + kinds * usual) / (total + kinds) / usual);
  }
  return gain >= TELLS;
}
