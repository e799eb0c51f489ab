import type { ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import { EventContents } from "../../windows/event-contents.ts";
import type { SystemItem, WindowsRecord } from "../../windows/windows-record.ts";
import { XmlRecord } from "../../windows/xml-record.ts";
import { type Element, type Instance, isAbsent, type Node, slotValue } from "./fragment.ts";
import { attributePart, partText, renderXml, repetitions } from "./render.ts";

/** A text of the event that is not decoded yet. */
interface LazyText {
  readonly parts: readonly Node[];
  readonly instance: Instance;
  /** Which value of an array is meant; -1 in an attribute. */
  readonly item: number;
}

/**
 * A record of an EVTX file. Its values are decoded one by one when they are asked for; its XML is written only for places
 * and whole parts, and both say the same.
 */
export class EvtxRecord implements WindowsRecord {
  readonly #chunk: Uint8Array;
  readonly #instances: readonly Instance[];
  #contents: EventContents<LazyText> | null = null;
  #raw: string | null = null;
  #xml: XmlRecord | null = null;

  constructor(chunk: Uint8Array, instances: readonly Instance[]) {
    this.#chunk = chunk;
    this.#instances = instances;
  }

  /** Whether it is one element `Event` with a System part. */
  isEvent(): boolean {
    const roots = this.#instances.flatMap(({ nodes }) => nodes.filter((node) => node.kind === "element"));
    return roots.length === 1 && roots[0]?.local === "Event" && this.#found().hasSystem;
  }

  /** The event's XML on one line. */
  raw(): string {
    this.#raw ??= renderXml(this.#chunk, this.#instances);
    return this.#raw;
  }

  system(item: SystemItem): string | null {
    const text = this.#found().system.get(item);
    return text === undefined ? null : this.#decode(text);
  }

  systemSpan(item: SystemItem): ValueSpan | null {
    return this.#written().systemSpan(item);
  }

  data(name: string): Value {
    const texts = this.#found().data.get(name);
    if (texts === undefined) return null;
    const [only] = texts;
    if (texts.length === 1 && only !== undefined) return this.#decode(only);
    return fromList(texts.map((text) => this.#decode(text)));
  }

  dataSpans(name: string): readonly ValueSpan[] {
    return this.#written().dataSpans(name);
  }

  dataNames(): readonly string[] {
    return [...this.#found().data.keys()];
  }

  message(): string | null {
    const { message } = this.#found();
    return message === null ? null : this.#decode(message);
  }

  messageSpan(): ValueSpan | null {
    return this.#written().messageSpan();
  }

  part(name: Parameters<WindowsRecord["part"]>[0]): ValueSpan | null {
    return this.#written().part(name);
  }

  #written(): XmlRecord {
    this.#xml ??= new XmlRecord(this.raw());
    return this.#xml;
  }

  #found(): EventContents<LazyText> {
    if (this.#contents === null) {
      const contents = new EventContents<LazyText>((text) => this.#decode(text));
      visit(this.#chunk, this.#instances, [], contents);
      this.#contents = contents;
    }
    return this.#contents;
  }

  #decode({ parts, instance, item }: LazyText): string {
    let text = "";
    for (const part of parts) {
      text += item < 0 ? attributePart(this.#chunk, part, instance) : partText(this.#chunk, part, instance, item);
    }
    return text;
  }
}

/** Tells of the elements of instances, inner ones first; gives whether there were any. */
function visit(
  chunk: Uint8Array,
  instances: readonly Instance[],
  path: string[],
  contents: EventContents<LazyText>,
): boolean {
  let any = false;
  for (const instance of instances) {
    for (const node of instance.nodes) any = visitNode(chunk, node, instance, path, contents) || any;
  }
  return any;
}

function visitNode(
  chunk: Uint8Array,
  node: Node,
  instance: Instance,
  path: string[],
  contents: EventContents<LazyText>,
): boolean {
  if (node.kind === "slot") {
    const { nested } = slotValue(instance, node.index);
    return nested !== null && visit(chunk, nested, path, contents);
  }
  return node.kind === "element" && visitElement(chunk, node, instance, path, contents);
}

function visitElement(
  chunk: Uint8Array,
  element: Element,
  instance: Instance,
  path: string[],
  contents: EventContents<LazyText>,
): boolean {
  const count = repetitions(chunk, element, instance);
  if (count === 0) return false;
  path.push(element.local);
  const attributes = attributesOf(element, instance);
  for (let item = 0; item < count; item++) {
    let inner = false;
    for (const child of element.children) inner = visitNode(chunk, child, instance, path, contents) || inner;
    contents.element(path, attributes, inner ? null : { parts: element.children, instance, item });
  }
  path.pop();
  return true;
}

const NO_ATTRIBUTES: ReadonlyMap<string, LazyText> = new Map();

function attributesOf(element: Element, instance: Instance): ReadonlyMap<string, LazyText> {
  if (element.attributes.length === 0) return NO_ATTRIBUTES;
  const attributes = new Map<string, LazyText>();
  for (const { name, parts } of element.attributes) {
    if (!parts.some((part) => isAbsent(part, instance))) attributes.set(name, { parts, instance, item: -1 });
  }
  return attributes;
}
