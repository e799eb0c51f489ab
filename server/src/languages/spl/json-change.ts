import { isJsonObject, type JsonStep } from "#events/json-path.ts";
import type { Json } from "#events/json-text.ts";

/** Changes the value at the end of a path; gives undefined to leave it as it is. */
type Change = (old: Json | undefined) => Json | undefined;

/**
 * Changes the values that a path leads to, in place, and gives the document. Missing keys of objects are made on the way when `makes`
 * is set; a place that does not fit the path is left alone.
 */
export function changeJson(json: Json, path: readonly JsonStep[], change: Change, makes: boolean): Json {
  const [step, ...rest] = path;
  if (step === undefined) return change(json) ?? json;
  const apply = (old: Json | undefined): Json | undefined => {
    if (rest.length === 0) return change(old);
    const next = old ?? (makes ? emptyFor(rest[0]) : undefined);
    return next === undefined ? undefined : changeJson(next, rest, change, makes);
  };
  if ("key" in step) {
    if (!isJsonObject(json)) return json;
    const changed = apply(json.get(step.key));
    if (changed !== undefined) json.set(step.key, changed);
    return json;
  }
  if (!Array.isArray(json)) return json;
  const places = "all" in step ? json.map((_, i) => i) : [step.index < 0 ? json.length + step.index : step.index];
  for (const place of places) {
    if (place < 0 || place >= json.length) continue;
    const changed = apply(json[place]);
    if (changed !== undefined) json[place] = changed;
  }
  return json;
}

function emptyFor(step: JsonStep | undefined): Json {
  return step !== undefined && "key" in step ? new Map() : [];
}
