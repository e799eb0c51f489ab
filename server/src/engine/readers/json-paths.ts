import type { JsonStep } from "./json-text.ts";
import { type FoundValue, isJsonObject, type JsonObject, ownMember } from "./json-values.ts";

/** Deeper values have no names: a log has no use for them, and a walk must end. */
const MAX_DEPTH = 32;

/**
 * The scalars that a field name of automatic JSON extraction stands for (SPL reference 5.4): `a.b` leads into objects, `a{}`
 * means every item of an array. A key may itself hold dots, so all ways to read the name are tried, whole keys first.
 */
export function findByName(root: JsonObject, name: string): readonly FoundValue[] {
  const found: FoundValue[] = [];
  intoObject(root, name, [], found);
  return found;
}

function intoObject(object: JsonObject, name: string, path: readonly JsonStep[], found: FoundValue[]): boolean {
  if (path.length > MAX_DEPTH) return false;
  if (intoMember(object, name, "", path, found)) return true;
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    if (intoMember(object, name.slice(0, dot), name.slice(dot + 1), path, found)) return true;
  }
  return false;
}

/** `key` may end in one `{}` for each level of arrays; `rest` is the name below it. */
function intoMember(
  object: JsonObject,
  key: string,
  rest: string,
  path: readonly JsonStep[],
  found: FoundValue[],
): boolean {
  const whole = ownMember(object, key);
  if (whole !== undefined && into(whole, 0, rest, [...path, key], found)) return true;
  let bare = key;
  for (let levels = 1; bare.endsWith("{}"); levels++) {
    bare = bare.slice(0, -2);
    const member = ownMember(object, bare);
    if (member !== undefined && into(member, levels, rest, [...path, bare], found)) return true;
  }
  return false;
}

function into(value: unknown, levels: number, rest: string, path: readonly JsonStep[], found: FoundValue[]): boolean {
  if (levels > 0) {
    if (!Array.isArray(value)) return false;
    let any = false;
    for (const [index, item] of value.entries()) any = into(item, levels - 1, rest, [...path, index], found) || any;
    return any;
  }
  if (rest !== "") return isJsonObject(value) && intoObject(value, rest, path, found);
  if (typeof value === "object" && value !== null) return false;
  found.push({ value, path });
  return true;
}

/** The names of all fields that automatic extraction finds in an object, in order. */
export function namesOf(root: JsonObject): readonly string[] {
  const names = new Set<string>();
  collect(root, "", 0, names);
  return [...names];
}

function collect(value: unknown, name: string, depth: number, names: Set<string>): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, `${name}{}`, depth + 1, names);
  } else if (isJsonObject(value)) {
    const prefix = name === "" ? "" : `${name}.`;
    for (const key of Object.keys(value)) collect(value[key], prefix + key, depth + 1, names);
  } else if (name !== "") names.add(name);
}
