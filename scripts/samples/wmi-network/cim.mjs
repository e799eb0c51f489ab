// Objects of WMI on the wire (MS-WMIO 2.2): a class with its table of properties, an instance with its values.

import { ascii, cat, u8, u16, u32 } from "./bytes.mjs";
import { custom, pointer } from "./dcom.mjs";

const INSTANCE = 2;
const STRING = 8;
const UINT32 = 19;
const NO_OFFSET = 0xffffffff;
const IN_HEAP = 0x80000000;
/** The dictionary's word CIMTYPE, as a reference. */
const CIMTYPE = 0x8000000a;
const OBJECT = "dc12a681-737f-11cf-884d-00aa004b2e24";
const OBJECT_CLASS = "4590f812-1d3a-11d0-891f-00aa004b2e24";

export const text = (name, value) => ({ name, type: STRING, word: "string", value });
export const number = (name, value) => ({ name, type: UINT32, word: "uint32", value });

/** A heap: bytes and where each was put. A string of one byte a character has the flag 0 before it. */
class Heap {
  #parts = [];
  #length = 0;

  put(bytes) {
    const at = this.#length;
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return at;
  }

  string(value) {
    return this.put(cat(u8(0), ascii(`${value}\0`)));
  }

  bytes() {
    return cat(u32(IN_HEAP + this.#length), ...this.#parts);
  }
}

/** Two bits a property: the first says that it has no value, the second that it has its class's. */
function flags(properties, bitsOf) {
  const bytes = Buffer.alloc(Math.ceil(properties.length / 4));
  for (const [i, property] of properties.entries()) bytes[i >> 2] |= bitsOf(property) << ((i & 3) * 2);
  return bytes;
}

function classPart(name, properties) {
  const heap = new Heap();
  const named = heap.string(name);
  const table = properties.map((property, order) => {
    const at = heap.string(property.name);
    const qualifier = cat(u32(CIMTYPE), u8(3), u32(STRING, heap.string(property.word)));
    const information = cat(u32(property.type), u16(order), u32(order * 4, 0), u32(4 + qualifier.length), qualifier);
    return { name: property.name.toLowerCase(), entry: u32(at, heap.put(information)) };
  });
  table.sort((a, b) => (a.name < b.name ? -1 : 1));
  const defaults = cat(
    flags(properties, () => 3),
    ...properties.map(() => u32(NO_OFFSET)),
  );
  const body = cat(
    u8(0),
    u32(named, defaults.length, 4, 4, properties.length),
    ...table.map(({ entry }) => entry),
    defaults,
    heap.bytes(),
  );
  return cat(u32(4 + body.length), body);
}

/** An instance of a class with some properties; those without a value are null. */
export function instance(name, properties) {
  const heap = new Heap();
  const named = heap.string(name);
  const values = properties.map(({ type, value }) => {
    if (value === null) return u32(type === STRING ? NO_OFFSET : 0);
    return u32(type === STRING ? heap.string(value) : value);
  });
  const missing = flags(properties, ({ value }) => (value === null ? 1 : 0));
  const body = cat(u8(0), u32(named), missing, ...values, u32(4), u8(1), heap.bytes());
  const block = cat(u8(INSTANCE), classPart(name, properties), u32(4 + body.length), body);
  return cat(u32(0x12345678, block.length), block);
}

/** The object as a parameter of a call: a custom object reference behind its sizes. */
export const marshalled = (object) => pointer(custom(OBJECT, OBJECT_CLASS, object));
export const ENUMERATOR = { uuid: "027947e1-d731-11ce-a357-000000000001", name: "IEnumWbemClassObject" };
