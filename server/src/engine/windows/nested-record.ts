import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import type { JsonStep } from "../readers/json-text.ts";
import {
  type FoundValue,
  fieldValue,
  isJsonObject,
  type JsonObject,
  jsonValueSpan,
  scalarText,
} from "../readers/json-values.ts";
import type { ReadInput } from "../readers/read-input.ts";
import type { SystemItem, WindowsRecord } from "./windows-record.ts";

/** Where System keeps each item: element, and attribute when it is one. */
const PLACES: Readonly<Record<SystemItem, readonly [element: string, attribute?: string]>> = {
  EventID: ["EventID"],
  Computer: ["Computer"],
  Channel: ["Channel"],
  Provider: ["Provider", "Name"],
  ProviderGuid: ["Provider", "Guid"],
  Time: ["TimeCreated", "SystemTime"],
  RecordId: ["EventRecordID"],
  ProcessId: ["Execution", "ProcessID"],
  ThreadId: ["Execution", "ThreadID"],
  UserId: ["Security", "UserID"],
  Level: ["Level"],
  Task: ["Task"],
  Opcode: ["Opcode"],
  Keywords: ["Keywords"],
  Version: ["Version"],
  ActivityId: ["Correlation", "ActivityID"],
  RelatedActivityId: ["Correlation", "RelatedActivityID"],
};

/** Where converters of XML put an element's attributes. */
const ATTRIBUTE_HOLDERS = ["#attributes", "$", "attributes"];
/** Where they put an element's text beside attributes. */
const TEXT_KEYS = ["#text", "_", "text", "content", "Text"];

/**
 * An event whose XML was turned into JSON element by element: `{"System":…,"EventData":…}`. What stands around it in
 * `around`, the object that holds it, is found too.
 */
export class NestedRecord implements WindowsRecord {
  readonly #event: JsonObject;
  readonly #path: readonly JsonStep[];
  readonly #raw: string;
  readonly #input: Pick<ReadInput, "jsonNull">;
  readonly #around: JsonObject | null;
  #data: ReadonlyMap<string, readonly FoundValue[]> | null = null;

  constructor(
    event: JsonObject,
    path: readonly JsonStep[],
    raw: string,
    input: Pick<ReadInput, "jsonNull">,
    around: JsonObject | null = null,
  ) {
    this.#around = around;
    this.#event = event;
    this.#path = path;
    this.#raw = raw;
    this.#input = input;
  }

  system(item: SystemItem): string | null {
    const found = this.#system(item);
    if (found === null) return null;
    if (Number.isSafeInteger(found.value) && item !== "Keywords") return String(found.value);
    return scalarText(found.value, this.#raw, found.path) ?? null;
  }

  systemSpan(item: SystemItem): ValueSpan | null {
    const found = this.#system(item);
    return found === null ? null : jsonValueSpan(this.#raw, found.path);
  }

  data(name: string): Value {
    const found = this.#all().get(name);
    if (found === undefined) return null;
    const only = found.length === 1 ? found[0]?.value : undefined;
    return typeof only === "string" ? only : fieldValue(found, this.#raw, this.#input.jsonNull);
  }

  dataSpans(name: string): readonly ValueSpan[] {
    const spans = (this.#all().get(name) ?? []).map(({ path }) => jsonValueSpan(this.#raw, path));
    return spans.filter((span) => span !== null);
  }

  dataNames(): readonly string[] {
    return [...this.#all().keys()];
  }

  message(): string | null {
    const found = this.#message();
    return typeof found?.value === "string" ? found.value : null;
  }

  messageSpan(): ValueSpan | null {
    const found = this.#message();
    return found === null ? null : jsonValueSpan(this.#raw, found.path);
  }

  part(): null {
    return null;
  }

  #message(): FoundValue | null {
    const { RenderingInfo: rendering } = this.#event;
    if (!isJsonObject(rendering)) return null;
    return textOf({ value: rendering.Message, path: [...this.#path, "RenderingInfo", "Message"] });
  }

  #system(item: SystemItem): FoundValue | null {
    const { System: system } = this.#event;
    if (!isJsonObject(system)) return null;
    const [element, attribute] = PLACES[item];
    const path = [...this.#path, "System", element];
    const value = system[element];
    if (attribute === undefined) return textOf({ value, path });
    const beside = `${element}_attributes`;
    const found = attributeOf({ value, path }, attribute);
    if (found !== null) return found;
    return attributeOf({ value: system[beside], path: [...this.#path, "System", beside] }, attribute);
  }

  #all(): ReadonlyMap<string, readonly FoundValue[]> {
    if (this.#data === null) {
      const data = new Map<string, FoundValue[]>();
      for (const part of ["EventData", "UserData"]) {
        const value = this.#event[part];
        if (isJsonObject(value)) collect(value, [...this.#path, part], part === "UserData" ? 0 : 1, data);
      }
      if (this.#around !== null) collectAround(this.#around, data);
      this.#data = data;
    }
    return this.#data;
  }
}

/** The scalars beside an event; the event's own values go first. */
function collectAround(around: JsonObject, into: Map<string, FoundValue[]>): void {
  for (const [key, value] of Object.entries(around)) {
    const scalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (scalar && !into.has(key)) into.set(key, [{ value, path: [key] }]);
  }
}

/** The text of an element: itself, or what stands beside its attributes. */
function textOf(found: FoundValue): FoundValue | null {
  const { value, path } = found;
  if (value === undefined || value === null) return null;
  if (!isJsonObject(value)) return typeof value === "object" ? null : found;
  for (const key of TEXT_KEYS) {
    const text = value[key];
    if (typeof text === "string" || typeof text === "number") return { value: text, path: [...path, key] };
  }
  return null;
}

function attributeOf({ value, path }: FoundValue, name: string): FoundValue | null {
  if (!isJsonObject(value)) return null;
  for (const key of [name, `@${name}`, `-${name}`, `_${name}`]) {
    const found = value[key];
    if (typeof found === "string" || typeof found === "number") return { value: found, path: [...path, key] };
  }
  for (const holder of ATTRIBUTE_HOLDERS) {
    const held = value[holder];
    if (isJsonObject(held)) return attributeOf({ value: held, path: [...path, holder] }, name);
  }
  return null;
}

/**
 * The named values below EventData (`depth` 1) or below the element inside UserData (`depth` 0). `Data` is either a list of
 * elements with a Name, or, where converters have flattened those, holds the values that have no name.
 */
function collect(object: JsonObject, path: readonly JsonStep[], depth: number, into: Map<string, FoundValue[]>): void {
  for (const [key, value] of Object.entries(object)) {
    if (/^[@$#]|^xmlns|_attributes$/.test(key)) continue;
    const here = [...path, key];
    if (depth === 0 && isJsonObject(value) && textOf({ value, path: here }) === null) collect(value, here, 1, into);
    else for (const item of itemsOf({ value, path: here })) add(key, item, into);
  }
}

function itemsOf({ value, path }: FoundValue): readonly FoundValue[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ value: item, path: [...path, index] }));
  if (isJsonObject(value)) {
    for (const key of TEXT_KEYS) {
      const texts = value[key];
      if (Array.isArray(texts)) return itemsOf({ value: texts, path: [...path, key] });
    }
  }
  return [{ value, path }];
}

function add(key: string, item: FoundValue, into: Map<string, FoundValue[]>): void {
  const name = key === "Data" ? attributeOf(item, "Name") : null;
  const under = typeof name?.value === "string" ? name.value : key;
  // An element with a name and no text is an empty value, not an absent one.
  const found = textOf(item) ?? (isJsonObject(item.value) ? { value: "", path: [] } : null);
  if (found === null) return;
  const list = into.get(under);
  if (list === undefined) into.set(under, [found]);
  else list.push(found);
}
