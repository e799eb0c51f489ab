import { type Attribute, type Element, type Instance, isAbsent, isPresent, type Node, slotValue } from "./fragment.ts";
import { valueItems, valueText } from "./value-text.ts";
import { ARRAY_FLAG } from "./value-types.ts";

const TEXT_SPECIAL = /[&<>\r\n]/;
const ATTRIBUTE_SPECIAL = /[&<>'\r\n]/;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "'": "&apos;",
  "\r": "&#13;",
  "\n": "&#10;",
};

/**
 * The XML of instances on one line, as Windows renders events: attributes in single quotes, empty elements as they were
 * declared, an element that holds an array once for each of its values. Line breaks of values are written as references.
 */
export function renderXml(chunk: Uint8Array, instances: readonly Instance[]): string {
  let xml = "";
  for (const instance of instances) {
    for (const node of instance.nodes) xml += nodeXml(chunk, node, instance, 0);
  }
  return xml;
}

/** How often an element is there, and which of its values are arrays. */
export function repetitions(chunk: Uint8Array, element: Element, instance: Instance): number {
  if (!isPresent(element, instance)) return 0;
  let most = 1;
  for (const { index } of element.slots) {
    const value = slotValue(instance, index);
    if ((value.type & ARRAY_FLAG) !== 0) most = Math.max(most, valueItems(chunk, value).length);
  }
  return most;
}

/** The text of a part; `item` is which value of an array is meant. Elements and binary XML have none. */
export function partText(chunk: Uint8Array, part: Node, instance: Instance, item: number): string {
  switch (part.kind) {
    case "text":
    case "cdata":
    case "reference":
      return part.text;
    case "slot": {
      const value = slotValue(instance, part.index);
      if (value.nested !== null) return "";
      return (value.type & ARRAY_FLAG) !== 0 ? (valueItems(chunk, value)[item] ?? "") : valueText(chunk, value);
    }
    default:
      return "";
  }
}

function nodeXml(chunk: Uint8Array, node: Node, instance: Instance, item: number): string {
  switch (node.kind) {
    case "element":
      return elementXml(chunk, node, instance);
    case "reference":
      return node.written;
    case "cdata":
      return /[\r\n]|\]\]>/.test(node.text) ? escaped(node.text, TEXT_SPECIAL) : `<![CDATA[${node.text}]]>`;
    case "instruction":
      return `<?${node.target} ${node.text.replace(/[\r\n]+/g, " ").replaceAll("?>", "")}?>`;
    case "slot": {
      const { nested } = slotValue(instance, node.index);
      if (nested !== null) return renderXml(chunk, nested);
      return escaped(partText(chunk, node, instance, item), TEXT_SPECIAL);
    }
    case "text":
      return escaped(node.text, TEXT_SPECIAL);
  }
}

function elementXml(chunk: Uint8Array, element: Element, instance: Instance): string {
  let xml = "";
  const count = repetitions(chunk, element, instance);
  for (let item = 0; item < count; item++) {
    xml += `<${element.name}`;
    for (const attribute of element.attributes) xml += attributeXml(chunk, attribute, instance);
    if (element.empty) {
      xml += "/>";
      continue;
    }
    xml += ">";
    for (const child of element.children) xml += nodeXml(chunk, child, instance, item);
    xml += `</${element.name}>`;
  }
  return xml;
}

function attributeXml(chunk: Uint8Array, { name, parts }: Attribute, instance: Instance): string {
  if (parts.some((part) => isAbsent(part, instance))) return "";
  let value = "";
  for (const part of parts) {
    value +=
      part.kind === "reference" ? part.written : escaped(attributePart(chunk, part, instance), ATTRIBUTE_SPECIAL);
  }
  return ` ${name}='${value}'`;
}

/** In an attribute an array cannot repeat anything: its values stand behind each other. */
export function attributePart(chunk: Uint8Array, part: Node, instance: Instance): string {
  return part.kind === "slot" ? valueText(chunk, slotValue(instance, part.index)) : partText(chunk, part, instance, 0);
}

function escaped(text: string, special: RegExp): string {
  if (!special.test(text)) return text;
  return text.replace(new RegExp(special, "g"), (mark) => ESCAPES[mark] ?? mark);
}
