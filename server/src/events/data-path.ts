import { followJsonPath, isJsonObject, jsonText, parseJsonPath } from "./json-path.ts";
import { type Json, parseJson } from "./json-text.ts";
import { childElements, elementText, parseXml, type XmlElement } from "./xml.ts";

/** All paths of a text in JSON or XML and their values, in the order of the text; undefined when it is neither. */
export type PathValues = ReadonlyMap<string, readonly string[]>;

/** How JSON null reads: as a text, or not at all. */
export type NullText = string | null;

/** How much of a text is looked at for all paths (SPL reference, spath). */
const EXTRACTION_CUTOFF = 5000;

/** The paths of a text: `a.b` of objects, `a{}` of arrays, `a{}.b` of their members, `a{@x}` of XML attributes. */
export function allPaths(text: string, nullText: NullText): PathValues | undefined {
  const cut = text.length > EXTRACTION_CUTOFF;
  const seen = cut ? text.slice(0, EXTRACTION_CUTOFF) : text;
  const start = seen.trimStart()[0];
  const paths = new Map<string, string[]>();
  if (start === "{" || start === "[") {
    const json = parseJson(cut ? closeJson(seen) : seen);
    if (json === undefined) return undefined;
    flattenJson(json, "", nullText, paths);
    return paths;
  }
  const elements = start === "<" ? parseXml(seen, cut) : undefined;
  if (elements === undefined) return undefined;
  for (const element of elements) flattenXml(element, "", paths);
  return paths;
}

function add(paths: Map<string, string[]>, path: string, text: string): void {
  const texts = paths.get(path);
  if (texts === undefined) paths.set(path, [text]);
  else texts.push(text);
}

function flattenJson(json: Json, path: string, nullText: NullText, paths: Map<string, string[]>): void {
  if (isJsonObject(json)) {
    for (const [key, value] of json) flattenJson(value, path === "" ? key : `${path}.${key}`, nullText, paths);
  } else if (Array.isArray(json)) {
    for (const item of json) flattenJson(item, `${path}{}`, nullText, paths);
  } else {
    const text = jsonText(json, nullText);
    if (text !== null && path !== "") add(paths, path, text);
  }
}

function flattenXml(element: XmlElement, above: string, paths: Map<string, string[]>): void {
  const path = above === "" ? element.name : `${above}.${element.name}`;
  for (const [name, value] of element.attributes) add(paths, `${path}{@${name}}`, value);
  const inner = childElements(element);
  if (inner.length > 0) for (const child of inner) flattenXml(child, path, paths);
  else {
    const text = elementText(element);
    if (text !== "") add(paths, path, text);
  }
}

/** JSON text that was cut off, closed behind the last whole member. */
function closeJson(text: string): string {
  const closers: string[] = [];
  let safe = { end: 0, closers: "" };
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === "\\") at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      closers.push(char === "{" ? "}" : "]");
      safe = { end: at + 1, closers: closers.toReversed().join("") };
    } else if (char === "}" || char === "]") {
      closers.pop();
      safe = { end: at + 1, closers: closers.toReversed().join("") };
    } else if (char === ",") safe = { end: at, closers: closers.toReversed().join("") };
  }
  return text.slice(0, safe.end) + safe.closers;
}

/** A path into JSON or XML, ready: gives the values that it leads to in a text. */
export type DataPath = (text: string) => readonly string[];

/**
 * Reads a path: steps between dots, each a name and perhaps `{}` (all of an array), `{2}` (an element: from 0 in JSON, from 1 in
 * XML) or `{@name}` (an attribute). Objects and arrays give their JSON text, elements with elements inside their markup.
 */
export function dataPath(path: string, nullText: NullText): DataPath {
  const jsonSteps = parseJsonPath(path);
  const xmlSteps = parseXmlPath(path);
  return (text) => {
    const start = text.trimStart()[0];
    if (start === "<") {
      const elements = parseXml(text);
      return elements === undefined ? [] : followXml(elements, xmlSteps);
    }
    if (start !== "{" && start !== "[") return [];
    const json = parseJson(text);
    if (json === undefined) return [];
    return followJsonPath(json, jsonSteps)
      .values.map((value) => jsonText(value, nullText))
      .filter((value) => value !== null);
  };
}

interface XmlStep {
  readonly name: string;
  readonly index: number | undefined;
  readonly attribute: string | undefined;
}

function parseXmlPath(path: string): readonly XmlStep[] {
  return path.split(".").map((part) => {
    const found = /^(.*?)(?:\{(?:(\d+)|@([^}]*))?\})?$/.exec(part);
    return {
      name: found?.[1] ?? part,
      index: found?.[2] === undefined ? undefined : Number(found[2]),
      attribute: found?.[3],
    };
  });
}

function followXml(top: readonly XmlElement[], steps: readonly XmlStep[]): readonly string[] {
  let lists: readonly (readonly XmlElement[])[] = [top];
  for (const [place, step] of steps.entries()) {
    const found = lists.map((elements) => {
      const named = elements.filter(({ name }) => name === step.name);
      return step.index === undefined ? named : named.slice(step.index - 1, step.index);
    });
    const flat = found.flat();
    if (step.attribute !== undefined) {
      return flat.flatMap(({ attributes }) =>
        attributes.filter(([name]) => name === step.attribute).map(([, value]) => value),
      );
    }
    if (place === steps.length - 1) return flat.map(elementText);
    lists = flat.map(childElements);
  }
  return [];
}
