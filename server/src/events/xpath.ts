import { childElements, elementText, type XmlElement } from "./xml.ts";

type Condition = (element: XmlElement, position: number) => boolean;

interface Step {
  /** Also elements further down. */
  readonly deep: boolean;
  readonly name: string;
  readonly conditions: readonly Condition[];
}

const STEP = /^(\/{0,2})(?:([\w:.-]+|\*))((?:\[[^\]]*\])*)/;
const CONDITION =
  /\[\s*(?:(\d+)|@([\w:.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")|([\w:.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")|@([\w:.-]+))\s*\]/g;

/** Compiles a path of the XPath language; null when it has parts that are not known (axes, functions other than text()). */
export function compileXpath(path: string): ((top: readonly XmlElement[]) => readonly string[]) | null {
  const steps: Step[] = [];
  let rest = path.trim();
  const attribute = /\/?@([\w:.-]+)$/.exec(rest)?.[1];
  if (attribute !== undefined) rest = rest.replace(/\/?@[\w:.-]+$/, "");
  rest = rest.replace(/\/text\(\)$/, "");
  while (rest !== "") {
    const found = STEP.exec(rest);
    const conditions = found === null ? null : parseConditions(found[3] ?? "");
    if (found === null || conditions === null) return null;
    steps.push({ deep: found[1] === "//", name: found[2] ?? "*", conditions });
    rest = rest.slice(found[0].length);
  }
  if (steps.length === 0) return null;
  return (top) => {
    const elements = steps.reduce<readonly XmlElement[]>(
      (lists, step, place) =>
        place === 0 ? select(lists, step) : lists.flatMap((each) => select(childElements(each), step)),
      top,
    );
    if (attribute === undefined) return elements.map(elementText);
    return elements.flatMap(({ attributes }) =>
      attributes.filter(([name]) => name === attribute).map(([, value]) => value),
    );
  };
}

function parseConditions(text: string): readonly Condition[] | null {
  const conditions: Condition[] = [];
  let length = 0;
  for (const match of text.matchAll(CONDITION)) {
    const [all, index, attribute, a, b, child, c, d, present] = match;
    length += all.length;
    if (index !== undefined) conditions.push((_element, position) => position === Number(index));
    else if (attribute !== undefined) {
      conditions.push(({ attributes }) => attributes.some(([name, value]) => name === attribute && value === (a ?? b)));
    } else if (child !== undefined) {
      conditions.push((element) =>
        childElements(element).some((each) => each.name === child && elementText(each) === (c ?? d)),
      );
    } else conditions.push(({ attributes }) => attributes.some(([name]) => name === present));
  }
  return length === text.length ? conditions : null;
}

function select(elements: readonly XmlElement[], step: Step): readonly XmlElement[] {
  let found = elements.filter(({ name }) => step.name === "*" || name === step.name);
  for (const condition of step.conditions) found = found.filter((element, index) => condition(element, index + 1));
  if (!step.deep) return found;
  return [...found, ...elements.flatMap((element) => select(childElements(element), step))];
}
